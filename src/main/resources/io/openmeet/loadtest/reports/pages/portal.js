'use strict';
(() => {
  const { el, row, table, text, verdict, byId } = page;
  const { runs, older, longestSilenceMs } = page.data();
  const UNREADABLE = 'UNREADABLE';
  const RUNNING = 'RUNNING';
  const ROWS_AT_ONCE = 50;
  const HEADING = 1; // the column that names the run
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
    { label: 'Trend', cell: (run) => portalTrends.cell(run.folder) },
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

  let selected = runs;

  /** Adds rows to the table. All rows at once would take most of the time that the page needs. */
  function more(count) {
    const body = byId('runs').tBodies[0];
    const from = body.rows.length;
    body.append(...selected.slice(from, from + count).map((run) => row(columns, run, HEADING)));
  }

  const end = new IntersectionObserver((seen) => {
    if (!seen.some((entry) => entry.isIntersecting)) return;
    more(ROWS_AT_ONCE);
    watchEnd();
  }, { rootMargin: '2000px' });

  /** Observed anew, the end of the table is reported again when it is still near. */
  function watchEnd() {
    end.unobserve(byId('end'));
    if (byId('runs').tBodies[0].rows.length < selected.length) end.observe(byId('end'));
  }

  function show() {
    const asked = filters.filter(([id]) => byId(id).value !== '');
    selected = runs.filter((run) => asked.every(([id, value]) => value(run) === byId(id).value));
    portalTrends.filter((group) => ['simulation', 'profile'].every((id) => ['', group[id]].includes(byId(id).value)));
    byId('count').textContent = (selected.length < runs.length ? text.count(selected.length) + ' of ' : '') + text.count(runs.length) + ' runs';
    byId('runs').setAttribute('aria-rowcount', selected.length + 1);
    byId('runs').tBodies[0].replaceChildren();
    more(ROWS_AT_ONCE);
    watchEnd();
  }

  table(byId('runs'), 'Runs, the newest first', columns, [], HEADING);
  filters.forEach(([id, value]) => choices(id, [...runs.map(value), ...portalTrends.groups.map((group) => group[id])]));
  byId('filters').addEventListener('change', show);
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  byId('hint').textContent = older > 0 ? 'And ' + text.count(older) + ' older runs, which are not listed; their folders still exist.' : '';
  show();
  window.addEventListener('beforeprint', () => more(selected.length));
  page.done();
})();
