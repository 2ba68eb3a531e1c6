'use strict';
(() => {
  const { el, table, text, verdict, byId } = page;
  const { runs, older, longestSilenceMs } = page.data();
  const UNREADABLE = 'UNREADABLE';
  const RUNNING = 'RUNNING';
  const isRunning = (run) => run.loggedAtMs != null && Date.now() - run.loggedAtMs < longestSilenceMs;
  const verdictOf = (run) => (isRunning(run) ? RUNNING : run.problem ? UNREADABLE : run.verdict);

  const link = (run, file, words) => el('a', { href: encodeURIComponent(run.folder) + '/' + file }, words);

  function simulation(run) {
    const words = text.foreign(run.problem ? run.folder : run.simulation);
    const title = run.problem ? words : link(run, 'scorecard.html', words);
    const reason = isRunning(run) ? null : run.problem || (run.verdict === 'PASS' ? null : run.reason);
    return el('span', {}, title, reason ? el('span', { className: 'reason' }, text.foreign(reason)) : null);
  }

  function badge(run) {
    const words = isRunning(run) ? '\u2026 ' + RUNNING : run.problem ? '? ' + UNREADABLE : verdict.text(run.verdict);
    return el('span', { className: 'badge small ' + verdict.style(verdictOf(run)) }, words);
  }

  const links = (run) => el('span', { className: 'links' },
    run.problem ? null : link(run, 'scorecard.html', 'Scorecard'),
    run.gatlingReport ? link(run, 'index.html', 'Gatling') : null);

  const columns = [
    { label: 'Verdict', cell: badge },
    { label: 'Run', cell: simulation },
    { label: 'Started (UTC)', cell: (run) => text.minute(run.startedAt) },
    { label: 'Profile', cell: (run) => (run.profile ? text.foreign(run.profile) : text.NONE) },
    { label: 'P95', number: true, cell: (run) => text.ms(run.p95Ms) },
    { label: 'P99', number: true, cell: (run) => text.ms(run.p99Ms) },
    { label: 'Errors', number: true, cell: (run) => text.percent(run.errorRatio) },
    { label: 'Throughput', number: true, cell: (run) => text.rate(run.rps) },
    { label: 'Peak users', number: true, cell: (run) => text.count(run.peakUsers) },
    { label: 'Levels met', number: true, cell: (run) => (run.levels ? run.levelsMet + ' of ' + run.levels : text.NONE) },
    { label: 'Reports', cell: links },
  ];

  const filters = [
    ['simulation', (run) => run.simulation],
    ['profile', (run) => run.profile],
    ['verdict', verdictOf],
  ];

  function choices(id, values) {
    const distinct = [...new Set(values.filter((value) => value != null))].sort();
    byId(id).append(...distinct.map((value) => el('option', { value }, text.foreign(value).slice(0, 60))));
  }

  function show() {
    const asked = filters.filter(([id]) => byId(id).value !== '');
    let shown = 0;
    [...byId('runs').tBodies[0].rows].forEach((row, i) => {
      row.hidden = asked.some(([id, value]) => value(runs[i]) !== byId(id).value);
      shown += row.hidden ? 0 : 1;
    });
    byId('count').textContent = shown === runs.length ? text.count(shown) + ' runs' : text.count(shown) + ' of ' + text.count(runs.length) + ' runs';
  }

  table(byId('runs'), 'Runs, the newest first', columns, runs, 1);
  filters.forEach(([id, value]) => choices(id, runs.map(value)));
  byId('filters').addEventListener('change', show);
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  byId('hint').textContent = older > 0 ? 'And ' + text.count(older) + ' older runs, which are not listed; their folders still exist.' : '';
  show();
  page.done();
})();
