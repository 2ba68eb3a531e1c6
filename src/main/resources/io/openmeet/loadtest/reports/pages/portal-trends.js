'use strict';
// The trends of the portal: a part for each simulation and profile, whose charts are drawn when it is opened.
const portalTrends = (() => {
  const { el, text, verdict, byId } = page;
  const { trends } = page.data();
  const SPARKLINE_RUNS = 20;

  const named = (names) => (values) => Object.fromEntries(names.map((name, i) => [name, values[i]]));
  const run = named(['folder', 'exists', 'startedAt', 'verdict', 'line', 'commit', 'p95Ms']);
  const point = named(['value', 'low', 'high', 'limit']);
  const groups = trends.groups.map((group) => ({
    ...group,
    runs: group.runs.map(run),
    levels: group.levels.map((level) => ({ ...level, points: level.points.map((values) => values && point(values)) })),
  }));

  /** From a run's folder to its group and its place in it. */
  const places = new Map(groups.flatMap((group) => group.runs.map((one, index) => [one.folder, { group, index }])));

  const id = (group) => 'trend-' + groups.indexOf(group);

  /** P95 of the comparable runs up to this one. */
  function p95Line(group, index) {
    const of = group.runs[index];
    const comparable = [];
    for (let i = index; i >= 0 && comparable.length < SPARKLINE_RUNS; i--) {
      if (group.runs[i].line === of.line) comparable.unshift(group.runs[i].p95Ms);
    }
    const known = comparable.filter((value) => value != null);
    if (known.length === 0) return null;
    return sparkline.draw(comparable, 'P95 of ' + comparable.length + (comparable.length === 1 ? ' run: ' : ' comparable runs: ')
      + text.ms(Math.min(...known)) + ' to ' + text.ms(Math.max(...known))
      + (of.p95Ms == null ? ', none of this run' : ', this run ' + text.ms(of.p95Ms)));
  }

  /** For a row of the list: the line, which leads to the trends of its simulation and profile. */
  function cell(folder) {
    const place = places.get(folder);
    const line = place && p95Line(place.group, place.index);
    if (!line) return text.NONE;
    const link = el('a', { href: '#' + id(place.group) }, line);
    link.addEventListener('click', () => { byId(id(place.group)).open = true; });
    return link;
  }

  function alerts(group) {
    return group.levels.flatMap((level) => level.changes.filter((one) => one.alert)
      .map((one) => text.foreign(level.name) + ' since ' + text.day(group.runs[one.run].startedAt)));
  }

  function summary(group) {
    const newest = group.runs[group.runs.length - 1];
    const found = alerts(group);
    const since = text.day(group.runs[0].startedAt);
    const until = text.day(newest.startedAt);
    const count = text.count(group.runs.length) + (group.runs.length === 1 ? ' run' : ' runs');
    return el('summary', {},
      el('span', { className: 'title' }, text.foreign(group.simulation) + ', ' + text.foreign(group.profile)),
      el('span', { className: 'badge small ' + verdict.style(newest.verdict) }, verdict.text(newest.verdict)),
      p95Line(group, group.runs.length - 1),
      el('span', { className: 'since' }, count + ', ' + (since === until ? since : since + ' to ' + until)),
      found.length ? el('span', { className: 'alert' }, 'Regression: ' + found.join('; ')) : null);
  }

  function lineText(group, line, i) {
    const first = group.runs.find((one) => one.line === i);
    const count = group.runs.filter((one) => one.line === i).length;
    return text.count(count) + (count === 1 ? ' run' : ' runs') + ' with fingerprint ' + line.fingerprint
      + ', first ' + text.day(first.startedAt) + ': target ' + text.foreign(line.target) + ', processor ' + text.foreign(line.processor);
  }

  function part(group) {
    const body = el('div', { className: 'trend' });
    const details = el('details', { id: id(group) }, summary(group), body);
    details.addEventListener('toggle', () => {
      if (!details.open || body.childElementCount > 0) return;
      const drawings = group.levels.map((level) => trendChart.of(group, level));
      body.append(
        el('ul', { className: 'hint' }, ...group.lines.map((line, i) => el('li', {}, lineText(group, line, i)))),
        el('div', { className: 'charts' }, ...drawings.map((drawing) => drawing.figure)));
      drawings.forEach((drawing) => drawing.draw());
    });
    return details;
  }

  const parts = groups.map((group) => ({ group, details: part(group) }));

  /** shows: whether a part with this simulation and profile is to be seen */
  const filter = (shows) => parts.forEach(({ group, details }) => { details.hidden = !shows(group); });

  byId('trends').append(...parts.map(({ details }) => details));
  byId('trends-hint').hidden = groups.length === 0;
  byId('trends-notices').append(...trends.notices.map((notice) => el('p', { className: 'hint' }, text.foreign(notice))));
  if (trends.older > 0) {
    byId('trends-notices').append(el('p', { className: 'hint' }, 'And ' + text.count(trends.older) + ' older runs; `ci/loadtest history` lists them.'));
  }
  parts.forEach(({ group, details }) => { details.open = alerts(group).length > 0 || parts.length === 1; });
  return { cell, filter, groups };
})();
