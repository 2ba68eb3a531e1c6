'use strict';
(() => {
  const { text } = page;
  const data = page.data();
  const run = data.run;
  const step = data.secondsPerPoint;
  const seconds = run.seconds;
  const xs = seconds.map((_, i) => i * step);
  const column = (key) => seconds.map((second) => second[key]);
  const constant = (value) => xs.map(() => value);
  const highest = (values) => values.reduce((most, value) => (value == null ? most : Math.max(most, value)), 0);
  const limit = (label, value, color, format) => ({ label, values: constant(value), color, format, dash: [6, 4], width: 1.25 });

  page.byId('charts-hint').textContent = step > 1
    ? 'Each point shows ' + text.count(step) + ' seconds: the highest percentiles, users and requests in flight, the mean throughput, and all errors.'
    : '';

  function times() {
    const levels = data.slas.filter((sla) => sla.measure === 'responseTime');
    const limits = levels.map((sla) => 'P' + sla.percentile + ' ' + sla.limitText);
    return {
      xs, sync: 'window', y: { format: text.ms, log: true },
      caption: 'By the second in which a request started; logarithmic. '
        + 'P95 at most ' + text.ms(highest(column('p95Ms'))) + ', P99 at most ' + text.ms(highest(column('p99Ms'))) + ' in a second. '
        + (limits.length ? 'Dashed: limits over the whole window, ' + limits.join(', ') + '.' : ''),
      series: [
        ...charts.percentiles(column),
        ...levels.map((sla) => limit('P' + sla.percentile + ' limit', sla.limit, charts.percentileColor(sla.percentile), text.ms)),
      ],
    };
  }

  function throughput() {
    const level = data.slas.find((sla) => sla.measure === 'throughput');
    const planned = run.arrivals && run.arrivals.plannedPerSecond;
    // The window's last second may be incomplete; it would look like a drop.
    const whole = Math.floor(run.window.seconds / step);
    const full = (values) => values.map((value, i) => (i < whole ? value : null));
    return {
      xs, sync: 'window', y: { format: text.count },
      caption: 'Requests answered per second, ' + text.rate(run.totals.rps) + ' over the whole window'
        + (planned ? '; users planned to start: ' + text.rate(planned) : '')
        + (level ? '; limit ' + level.limitText : '') + '.',
      series: [
        { label: 'Answered', color: '--c2', width: 2, fill: true, values: full(column('completed')), format: text.rate },
        { label: 'Started', color: '--c1', width: 1.25, values: full(column('started')), format: text.rate },
        ...(planned ? [{ label: 'Planned', color: '--plan', width: 1.5, dash: [2, 3], values: constant(planned), format: text.rate }] : []),
        ...(level ? [limit('Limit', level.limit, '--c3', text.rate)] : []),
      ],
    };
  }

  function users() {
    const level = data.slas.find((sla) => sla.measure === 'concurrency');
    return {
      xs, sync: 'window', y: { format: text.count },
      caption: 'The most in each second: ' + text.count(run.users.peak) + ' users and '
        + text.count(run.inFlight.peak) + ' requests at the peak.' + (level ? ' ' + level.name + ': ' + level.limitText + '.' : ''),
      series: [
        { label: 'Users', color: '--c2', width: 2, values: column('usersAlive'), format: text.count },
        { label: 'Requests in flight', color: '--c4', width: 1.5, dash: [8, 2], values: column('inFlight'), format: text.count },
        ...(level ? [limit('Limit', level.limit, '--c3', text.count)] : []),
      ],
    };
  }

  function errors() {
    return {
      xs, sync: 'window', y: { format: text.count, atLeast: 4 },
      caption: run.totals.ko === 0 ? 'No request failed.'
        : 'By the second in which a request started: ' + text.count(run.totals.ko) + ' in total, ' + text.percent(run.totals.errorRatio) + '.',
      series: [{ label: 'Failed', color: '--fail', values: column('errors'), format: text.count, bars: true, fill: true, width: 1 }],
    };
  }

  function distribution() {
    const bars = run.distribution;
    const label = (bar) => (bar.toMs - bar.fromMs === 1 ? text.ms(bar.fromMs) : text.count(bar.fromMs) + ' to ' + text.ms(bar.toMs - 1));
    const total = bars.reduce((sum, bar) => sum + bar.count, 0);
    return {
      xs: bars.map((_, i) => i), sync: 'distribution', xRange: [-0.6, bars.length - 0.4],
      y: { format: text.count, atLeast: 4 },
      caption: 'All requests of the window; bars get wider as times grow. P50 ' + text.ms(run.totals.p50Ms)
        + ', P95 ' + text.ms(run.totals.p95Ms) + ', P99 ' + text.ms(run.totals.p99Ms) + ', longest ' + text.ms(run.totals.maxMs) + '.',
      x: {
        label: 'Took', value: (u, i) => (bars[i] ? label(bars[i]) : text.NONE),
        splits: (u) => {
          const every = Math.ceil(bars.length / Math.max(2, Math.floor(u.width / 70)));
          return bars.map((_, i) => i).filter((i) => i % every === 0);
        },
        values: (u, ticks) => ticks.map((i) => (bars[i] ? text.ms(bars[i].fromMs) : '')),
      },
      series: [{
        label: 'Requests', color: '--c2', bars: true, fill: true, width: 1, values: bars.map((bar) => bar.count),
        format: (count) => text.count(count) + ' (' + text.percent(count / total, 1) + ')',
      }],
    };
  }

  const health = run.injector.seconds;
  const healthXs = health.map((_, i) => i * step);
  const measured = (key, factor = 1) => health.map((second) => (second[key] == null ? null : second[key] * factor));
  const present = (series) => series.filter((one) => one.values.some((value) => value != null));

  function lag() {
    return {
      xs: healthXs, sync: 'window', y: { format: text.ms, atLeast: 20 },
      caption: 'How late the injector started its tasks, and how long it collected garbage, in each second.',
      series: present([
        { label: 'Highest start lag', color: '--c2', width: 2, values: measured('lagMaxMs'), format: text.ms },
        { label: 'GC pauses', color: '--c3', bars: true, fill: true, width: 1, values: measured('gcMs'), format: text.ms },
      ]),
    };
  }

  function cpu() {
    const { percent } = charts;
    const heapLimit = run.injector.heapLimitBytes;
    return {
      xs: healthXs, sync: 'window', y: { format: percent, atLeast: 100 },
      caption: 'Shares of all cores, and of the maximum heap.',
      series: present([
        { label: 'Machine', color: '--c1', width: 2, values: measured('machineCpuRatio', 100), format: percent },
        { label: 'Injector', color: '--c2', width: 2, values: measured('processCpuRatio', 100), format: percent },
        ...(heapLimit ? [{ label: 'Heap', color: '--c4', width: 1.5, dash: [8, 2], values: measured('heapUsedBytes', 100 / heapLimit), format: percent }] : []),
      ]),
    };
  }

  charts.draw('chart-times', times());
  charts.draw('chart-throughput', throughput());
  charts.draw('chart-users', users());
  charts.draw('chart-errors', errors());
  charts.draw('chart-distribution', distribution());
  charts.draw('chart-lag', lag());
  charts.draw('chart-cpu', cpu());
  page.done();
})();
