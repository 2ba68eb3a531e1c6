'use strict';
// Charts of the scorecard and of the dashboard, on uPlot. Lines differ in dash, width and colour.
const charts = (() => {
  const HEIGHT = 220;
  const { text } = page;
  const cssColor = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const drawn = new Map();

  const clock = (seconds) => {
    const s = Math.round(seconds);
    return s < 60 ? s + ' s' : Math.floor(s / 60) + ':' + String(s % 60).padStart(2, '0');
  };

  const percent = (value) => text.fixed(value, 0) + ' %';
  const percentileColor = (percentile) => (percentile >= 99 ? '--c3' : percentile >= 95 ? '--c2' : '--c1');

  /** Series of P50, P95 and P99, for a logarithmic scale; column(key) has the values in milliseconds. */
  function percentiles(column) {
    // A logarithmic scale has no zero, and the log has no times below 1 ms.
    const atLeastOne = (value) => (value == null ? null : Math.max(1, value));
    return [[50, 1.25], [95, 2], [99, 2]].map(([percentile, width]) => ({
      label: 'P' + percentile, color: percentileColor(percentile), width,
      values: column('p' + percentile + 'Ms').map(atLeastOne), format: text.ms,
    }));
  }

  function timeTicks(u, axis, min, max) {
    const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400];
    const room = Math.max(2, Math.floor(u.width / 90));
    const step = steps.find((s) => (max - min) / s <= room) || steps[steps.length - 1];
    const ticks = [];
    for (let at = Math.ceil(min / step) * step; at <= max; at += step) ticks.push(at);
    return ticks;
  }

  /** 1, 2, 5, 10, ...; a logarithmic scale shows 4 ms and a limit of 500 ms in one picture. */
  function logTicks(u, axis, min, max) {
    const ticks = [];
    for (let decade = 1; decade <= max; decade *= 10) {
      for (const step of [1, 2, 5]) if (step * decade >= min && step * decade <= max) ticks.push(step * decade);
    }
    return ticks;
  }

  function range(axis) {
    if (axis.log) return (u, min, max) => [Math.max(0.9, (min || 1) / 1.4), Math.max(10, (max || 1) * 1.4)];
    return (u, min, max) => [0, Math.max(axis.atLeast || 0, (max || 0) * 1.12) || 1];
  }

  function axis(properties) {
    return {
      stroke: cssColor('--ink-2'), grid: { stroke: cssColor('--line-soft'), width: 1 },
      ticks: { show: false }, font: '12px system-ui, sans-serif', ...properties,
    };
  }

  function line(series) {
    const color = cssColor(series.color);
    return {
      label: series.label, stroke: color, width: series.width || 1.75, dash: series.dash,
      points: { show: false }, fill: series.fill ? color + '33' : undefined,
      paths: series.bars ? uPlot.paths.bars({ size: [0.8, 60] }) : undefined,
      value: (u, value) => (value == null ? text.NONE : series.format(value)),
    };
  }

  /** Until the user points at a chart, its legend has names and no values. */
  function atRest(u) {
    u.root.classList.toggle('at-rest', u.legend.idx == null);
  }

  function options(width, chart) {
    const unit = chart.y.format;
    return {
      width, height: HEIGHT,
      legend: { markers: { width: 3, dash: (u, i) => (chart.series[i - 1] && chart.series[i - 1].dash ? 'dashed' : 'solid') } },
      hooks: { init: [atRest], setLegend: [atRest] },
      cursor: { sync: { key: chart.sync }, drag: { x: true, y: false } },
      scales: {
        x: { time: false, range: chart.xRange },
        y: { distr: chart.y.log ? 3 : 1, range: range(chart.y) },
      },
      axes: [
        axis(chart.x ? { size: 30, splits: chart.x.splits, values: chart.x.values, grid: { show: false } }
          : { size: 30, splits: timeTicks, values: (u, ticks) => ticks.map(clock) }),
        axis({
          size: (u, values) => 14 + 7.2 * Math.max(3, ...(values || []).map((v) => v.length)),
          values: (u, ticks) => ticks.map((tick) => (tick == null ? '' : unit(tick))),
          ...(chart.y.log ? { splits: logTicks, filter: (u, ticks) => ticks } : {}),
        }),
      ],
      series: [
        chart.x ? { label: chart.x.label, value: chart.x.value }
          : { label: 'At', value: (u, value) => (value == null ? text.NONE : clock(value)) },
        ...chart.series.map(line),
      ],
    };
  }

  // Also when a figure is shown that was hidden while the window changed.
  const resized = new ResizeObserver((changes) => changes.forEach(({ target }) => {
    const { plot: chart } = [...drawn.values()].find(({ host }) => host === target);
    if (target.clientWidth > 0 && target.clientWidth !== chart.width) chart.setSize({ width: target.clientWidth, height: HEIGHT });
  }));

  const columns = (chart) => [chart.xs, ...chart.series.map((series) => series.values)];

  function plot(entry) {
    if (entry.plot) entry.plot.destroy();
    const ours = options(entry.host.clientWidth, entry.chart);
    entry.plot = new uPlot(entry.chart.adapt ? entry.chart.adapt(ours) : ours, columns(entry.chart), entry.host);
    resized.observe(entry.host);
  }

  /**
   * Draws a chart, or gives it new values if it already exists with the same lines.
   *
   * place: the figure or its id
   * chart: {xs, sync, y: {format, log, atLeast}, series: [{label, color, values, format, dash, width,
   * fill, bars}], x, caption, adapt}; adapt(options) changes the options of uPlot
   */
  function draw(place, chart) {
    const figure = typeof place === 'string' ? page.byId(place) : place;
    figure.hidden = chart == null || chart.xs.length === 0 || chart.series.length === 0;
    if (figure.hidden) return;
    figure.querySelector('figcaption p').textContent = chart.caption;
    const label = figure.querySelector('h3').textContent + '. ' + chart.caption;
    const entry = drawn.get(figure) || { host: page.el('div', { className: 'plot' }) };
    const sameLines = entry.plot && entry.chart.series.map((one) => one.label).join() === chart.series.map((one) => one.label).join();
    entry.chart = chart;
    entry.host.setAttribute('aria-label', label);
    if (sameLines) {
      entry.plot.setData(columns(chart));
      return;
    }
    if (!entry.plot) {
      entry.host.setAttribute('role', 'img');
      figure.append(entry.host);
      drawn.set(figure, entry);
    }
    plot(entry);
  }

  function redrawAll() {
    drawn.forEach(plot);
  }

  // The picture contains the colours, so another colour scheme, and print, need a new picture.
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redrawAll);
  window.matchMedia('print').addEventListener('change', redrawAll);
  return { draw, cssColor, percent, percentiles, percentileColor };
})();
