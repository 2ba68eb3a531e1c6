'use strict';
// A service level over the runs of a group: a line for each fingerprint, with limit, intervals and marks.
const trendChart = (() => {
  const { el, text, verdict } = page;
  const FORMATS = { ms: text.ms, ratio: text.percent, 'requests/s': text.rate, 'at once': text.count, 'per request': text.plain, score: text.plain };
  const OLDER_COLORS = ['--c4', '--c1', '--plan'];
  const KIND = {
    REGRESSION: { word: 'Regression', color: '--fail' },
    IMPROVEMENT: { word: 'Improvement', color: '--pass' },
    CHANGE: { word: 'Change', color: '--ink-2' },
    RETURN: { word: 'Return', color: '--ink-2' },
  };
  const NEW_LINE = 'Another fingerprint: not comparable with the runs before.';
  /** A limit that is farther away would leave no room for the changes; the caption has it anyway. */
  const FARTHEST_LIMIT = 3;
  /** Noise of a few per cent must not look like a mountain. */
  const LEAST_SPAN = 0.25;
  const SPACE = 0.08;
  const MOST_BIG_POINTS = 120;

  const format = (level) => FORMATS[level.unit];
  const limitText = (level, limit) => (limit == null ? text.NONE : (level.bound ? text.foreign(level.bound) + ' ' : '') + format(level)(limit));
  const middle = (point) => (point.value != null ? point.value : point.high == null ? point.low : (point.low + point.high) / 2);
  /** Such as: Regression since 2026-03-21, from 100 ms to 130 ms. */
  const change = (group, level, { run, kind, before, after }) => KIND[kind].word + ' since ' + text.day(group.runs[run].startedAt)
    + ', from ' + format(level)(before) + ' to ' + format(level)(after) + '.';

  function interval(level, point) {
    if (point == null || point.low == null) return text.NONE;
    return point.high == null ? 'above ' + format(level)(point.low) : format(level)(point.low) + ' to ' + format(level)(point.high);
  }

  function value(level, point) {
    if (point == null) return text.NONE;
    return point.value == null ? interval(level, point) : format(level)(point.value);
  }

  /** Such as: 114 ms (108 ms to 121 ms) */
  const measured = (level, point) => value(level, point) + (point && point.value != null && point.low != null ? ' (' + interval(level, point) + ')' : '');

  const beginsLine = (group, i) => i > 0 && group.runs.findIndex((run) => run.line === group.runs[i].line) === i;

  /** What is remarkable about a run. */
  const remarks = (group, level, i) => [
    ...(beginsLine(group, i) ? [NEW_LINE] : []),
    ...level.changes.filter((one) => one.run === i).map((one) => change(group, level, one)),
    ...(level.suspects.includes(i) ? ['Far from the runs before.'] : []),
  ];

  const link = (run) => (run.exists
    ? el('a', { href: encodeURIComponent(run.folder) + '/scorecard.html' }, text.foreign(run.folder))
    : el('span', {}, text.foreign(run.folder)));

  function range(level) {
    const points = level.points.filter((point) => point != null);
    const values = points.flatMap((point) => [point.value, point.low, point.high]).filter((one) => one != null);
    const limits = points.map((point) => point.limit);
    let low = Math.min(...values, Infinity);
    let high = Math.max(...values, -Infinity);
    if (high <= 0) high = Math.max(...limits);
    const center = (low + high) / 2;
    low = Math.min(low, center * (1 - LEAST_SPAN));
    high = Math.max(high, center * (1 + LEAST_SPAN));
    limits.filter((limit) => limit <= high * FARTHEST_LIMIT && limit >= low / FARTHEST_LIMIT).forEach((limit) => {
      low = Math.min(low, limit);
      high = Math.max(high, limit);
    });
    const space = (high - low) * SPACE || 1;
    return [Math.max(0, low - space), level.unit === 'ratio' ? Math.min(1, high + space) : high + space];
  }

  function caption(group, level, [low, high]) {
    const newest = group.runs.length - 1;
    const point = level.points[newest];
    const known = level.points.filter((one) => one != null);
    const limit = known.length ? known[known.length - 1].limit : null;
    const outside = limit > high ? ' (above the picture)' : limit < low ? ' (below the picture)' : '';
    return (group.runs[newest].verdict === 'INVALID' ? 'The newest run is INVALID' : 'Newest ' + measured(level, point))
      + '; limit ' + limitText(level, limit) + outside + '.'
      + level.changes.map((one) => ' ' + change(group, level, one)).join('');
  }

  /** In the picture, above the lines: strokes of the intervals, and what is marked. */
  function marks(u, group, level) {
    const { ctx, bbox } = u;
    const scale = devicePixelRatio;
    const x = (i) => u.valToPos(i, 'x', true);
    const y = (one) => u.valToPos(one, 'y', true);
    const stroke = (color, width, dash, draw) => {
      ctx.strokeStyle = charts.cssColor(color);
      ctx.lineWidth = width * scale;
      ctx.setLineDash(dash.map((length) => length * scale));
      ctx.beginPath();
      draw();
      ctx.stroke();
    };
    const upright = (i) => () => { ctx.moveTo(x(i - 0.5), bbox.top); ctx.lineTo(x(i - 0.5), bbox.top + bbox.height); };
    const widthOfRange = Math.min(6, (0.6 * (x(1) - x(0))) / scale);
    const shown = (i) => i >= u.scales.x.min && i <= u.scales.x.max;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    group.runs.forEach((run, i) => {
      if (!shown(i)) return;
      const point = level.points[i];
      if (beginsLine(group, i)) stroke('--plan', 1, [2, 3], upright(i));
      if (point && point.low != null) {
        const top = point.high == null ? bbox.top : y(point.high);
        ctx.globalAlpha = 0.5;
        stroke(lineColor(group, run.line), point.value == null ? widthOfRange : 1.5, [], () => { ctx.moveTo(x(i), y(point.low)); ctx.lineTo(x(i), top); });
        ctx.globalAlpha = 1;
      }
      if (level.suspects.includes(i)) {
        stroke('--c3', 1.5, [], () => ctx.arc(x(i), y(middle(point)), 6 * scale, 0, 2 * Math.PI));
      }
      if (run.verdict === 'INVALID') {
        const half = 4 * scale;
        const bottom = bbox.top + bbox.height - 2 * half;
        stroke('--invalid', 2, [], () => [-1, 1].forEach((side) => {
          ctx.moveTo(x(i) - half, bottom - side * half);
          ctx.lineTo(x(i) + half, bottom + side * half);
        }));
      }
    });
    level.changes.filter((one) => shown(one.run)).forEach((one) => {
      stroke(KIND[one.kind].color, 2, [], upright(one.run));
      ctx.fillStyle = charts.cssColor(KIND[one.kind].color);
      ctx.font = 12 * scale + 'px system-ui, sans-serif';
      const left = x(one.run - 0.5) < bbox.left + bbox.width / 2;
      ctx.textAlign = left ? 'left' : 'right';
      const place = [KIND[one.kind].word, x(one.run - 0.5) + (left ? 5 : -5) * scale, bbox.top + 12 * scale];
      ctx.strokeStyle = charts.cssColor('--paper'); // so that no line crosses the word
      ctx.lineWidth = 5 * scale;
      ctx.strokeText(...place);
      ctx.fillText(...place);
    });
    ctx.restore();
  }

  /** The newest line is the most visible one. */
  function lineColor(group, line) {
    const newest = group.runs[group.runs.length - 1].line;
    return line === newest ? '--c2' : OLDER_COLORS[line % OLDER_COLORS.length];
  }

  /** Of another line: undefined, so that the line goes on. Of the same line without a value: null, a gap. */
  const values = (group, level, line) => group.runs.map((run, i) => (run.line !== line ? undefined
    : level.points[i] == null ? null : middle(level.points[i])));

  function chart(group, level, readout) {
    const yRange = range(level);
    const series = group.lines.map((_, line) => ({
      label: 'Line ' + (line + 1), color: lineColor(group, line), width: 1.75, values: values(group, level, line), format: format(level),
    }));
    return {
      xs: group.runs.map((_, i) => i), sync: 'runs', xRange: [-0.6, group.runs.length - 0.4],
      y: { format: format(level) },
      caption: caption(group, level, yRange),
      x: {
        label: 'Run', value: () => '',
        splits: (u) => {
          const every = Math.max(1, Math.ceil((u.scales.x.max - u.scales.x.min) / Math.max(1, Math.floor(u.width / 90))));
          return group.runs.map((_, i) => i).filter((i) => i % every === 0);
        },
        values: (u, ticks) => ticks.map((i) => text.day(group.runs[i].startedAt)),
      },
      series: [...series, {
        label: 'Limit', color: '--c3', dash: [6, 4], width: 1.25, format: format(level),
        values: level.points.map((point) => (point == null ? undefined : point.limit)),
      }],
      adapt: (options) => {
        options.legend.show = false;
        options.scales.y.range = yRange;
        options.series.slice(1, -1).forEach((one) => { one.points = { show: true, size: group.runs.length <= MOST_BIG_POINTS ? 5 : 3, fill: one.stroke }; });
        options.hooks = {
          draw: [(u) => marks(u, group, level)],
          setCursor: [(u) => { if (u.cursor.idx != null && u.cursor.left >= 0) show(readout, group, level, u.cursor.idx); }],
        };
        return options;
      },
    };
  }

  /** What the mouse points at; it stays, so that its link can be reached. */
  function show(readout, group, level, i) {
    const run = group.runs[i];
    readout.replaceChildren(
      text.minute(run.startedAt) + ' ', link(run), ' ' + run.verdict
      + (run.verdict === 'INVALID' ? '' : ' ' + measured(level, level.points[i])), ...remarks(group, level, i).map((remark) => ' ' + remark));
  }

  const columns = (group, level) => [
    { label: 'Run', cell: (i) => link(group.runs[i]) },
    { label: 'Verdict', cell: (i) => verdict.text(group.runs[i].verdict) },
    { label: 'Value', number: true, cell: (i) => value(level, level.points[i]) },
    { label: '95 % interval', number: true, cell: (i) => (level.points[i] && level.points[i].value != null ? interval(level, level.points[i]) : text.NONE) },
    { label: 'Limit', number: true, cell: (i) => limitText(level, level.points[i] && level.points[i].limit) },
    { label: 'Started (UTC)', cell: (i) => text.minute(group.runs[i].startedAt) },
    { label: 'Commit', cell: (i) => group.runs[i].commit || text.NONE },
    { label: 'Remarks', cell: (i) => el('span', { className: 'remarks' }, remarks(group, level, i).join(' ')) },
  ];

  /** The same values as a table, made when the reader asks for it. */
  function valueTable(group, level) {
    const table = el('table', {});
    const frame = el('div', { className: 'scroll values', tabIndex: 0 }, table);
    frame.setAttribute('role', 'group');
    frame.setAttribute('aria-label', 'Values of ' + text.foreign(level.name));
    const details = el('details', {}, el('summary', {}, 'Values'), frame);
    details.addEventListener('toggle', () => {
      if (table.rows.length === 0) page.table(table, text.foreign(level.name), columns(group, level), group.runs.map((_, i) => i).reverse());
    });
    return details;
  }

  /** A figure with the chart of a level; draw() draws it when the figure is in the page. */
  function of(group, level) {
    const figure = el('figure', {}, el('figcaption', {}, el('h3', {}, text.foreign(level.name)), el('p', {})));
    const readout = el('p', { className: 'readout' });
    const draw = () => {
      charts.draw(figure, chart(group, level, readout));
      figure.append(readout, valueTable(group, level));
    };
    return { figure, draw };
  }

  return { of };
})();
