'use strict';
(() => {
  const { el, row, table, text, verdict, byId } = page;
  const { nights, runs, older, longestSilenceMs } = page.data();
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

  /** The first line of the page: how the last night went, and what changed. */
  function lastNight() {
    if (nights.length === 0) return;
    const [night] = nights;
    byId('last-night').append(
      el('p', { className: 'night' },
        el('span', { className: 'badge small ' + verdict.style(night.verdict) }, verdict.text(night.verdict)), ' ',
        'Last night: ' + text.foreign(night.title)),
      el('ul', { className: 'news' }, ...night.news.map((news) => el('li', {}, text.foreign(news)))));
  }

  const nightOf = new Map(nights.flatMap((night) => night.folders.map((folder) => [folder, night])));

  function heading(night) {
    const facts = night
      ? ['Night ' + night.id, night.verdict, Math.max(1, Math.round(night.seconds / 60)) + ' min', night.gitCommit && 'commit ' + night.gitCommit.slice(0, 8), night.target]
      : ['Other runs'];
    return el('tr', { className: 'group' },
      el('th', { colSpan: columns.length, scope: 'rowgroup' }, el('span', {}, text.foreign(facts.filter(Boolean).join(', ')))));
  }

  /** Whether a run is of another night than the one above it; without any night there is no group. */
  const beginsGroup = (run, i, all) => nights.length > 0
    && (i === 0 || nightOf.get(run.folder) !== nightOf.get(all[i - 1].folder));

  let selected = runs;
  let shown = 0;

  /** Adds rows to the table. All rows at once would take most of the time that the page needs. */
  function more(count) {
    const body = byId('runs').tBodies[0];
    for (const run of selected.slice(shown, shown + count)) {
      if (beginsGroup(run, shown, selected)) body.append(heading(nightOf.get(run.folder)));
      body.append(row(columns, run, HEADING));
      shown += 1;
    }
  }

  const end = new IntersectionObserver((seen) => {
    if (!seen.some((entry) => entry.isIntersecting)) return;
    more(ROWS_AT_ONCE);
    watchEnd();
  }, { rootMargin: '2000px' });

  /** Observed anew, the end of the table is reported again when it is still near. */
  function watchEnd() {
    end.unobserve(byId('end'));
    if (shown < selected.length) end.observe(byId('end'));
  }

  function show() {
    const asked = filters.filter(([id]) => byId(id).value !== '');
    selected = runs.filter((run) => asked.every(([id, value]) => value(run) === byId(id).value));
    portalTrends.filter((group) => ['simulation', 'profile'].every((id) => ['', group[id]].includes(byId(id).value)));
    byId('count').textContent = (selected.length < runs.length ? text.count(selected.length) + ' of ' : '') + text.count(runs.length) + ' runs';
    byId('runs').setAttribute('aria-rowcount', 1 + selected.length + selected.filter(beginsGroup).length);
    byId('runs').tBodies[0].replaceChildren();
    shown = 0;
    more(ROWS_AT_ONCE);
    watchEnd();
  }

  lastNight();
  table(byId('runs'), 'Runs, the newest first', columns, [], HEADING);
  filters.forEach(([id, value]) => choices(id, [...runs.map(value), ...portalTrends.groups.map((group) => group[id])]));
  byId('filters').addEventListener('change', show);
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  byId('hint').textContent = older > 0 ? 'And ' + text.count(older) + ' older runs, which are not listed; their folders still exist.' : '';
  show();
  window.addEventListener('beforeprint', () => more(selected.length));
  page.done();
})();
