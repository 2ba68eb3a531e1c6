'use strict';
(() => {
  const { text, el, byId } = page;
  // Longer than a second, because frequent requests also make the injector's JIT compilers work.
  const PERIOD_MS = 2000;
  const TIMEOUT_MS = 4000;
  const MOST_POINTS = 900;

  let run = null; // the last answer
  let points = new Map(); // by second since the epoch
  let lastHeard = 0;

  const PHASES = { warm_up: 'WARM-UP', measuring: 'MEASURING', ending: 'JUDGING' };
  const clock = (seconds) => {
    const s = Math.ceil(seconds);
    return Math.floor(s / 60) + ':' + String(s % 60).padStart(2, '0');
  };
  const setText = (id, value) => {
    const element = byId(id);
    if (element.textContent !== value) element.textContent = value;
  };

  function receive(data) {
    if (run == null || run.startedAtMs !== data.startedAtMs) points = new Map();
    run = data;
    data.points.forEach((point) => points.set(point.second, point));
    const newest = Math.max(...points.keys());
    for (const second of points.keys()) if (second <= newest - MOST_POINTS) points.delete(second);
  }

  function head() {
    const over = run.phase === 'over';
    byId('phase').className = 'badge ' + (over ? page.verdict.style(run.verdict) : run.phase === 'measuring' ? 'live' : '');
    setText('phase', over ? page.verdict.text(run.verdict) : PHASES[run.phase]);
    document.querySelector('.run').dataset.state = over ? run.verdict : run.phase;
    setText('simulation', text.foreign(run.simulation));
    setText('context', ['profile ' + run.profile, ...run.changes, 'target ' + run.target].map(text.foreign).join(', ')
      + (run.warmUp ? ' · ' + text.foreign(run.warmUp) : ''));
    byId('left').replaceChildren(...(over || run.secondsLeft == null ? []
      : [clock(run.secondsLeft), el('small', {}, 'left')]));
    byId('progress').value = run.progressRatio;
    document.title = (over ? page.verdict.text(run.verdict) : broken().length ? '✕ ' + broken().length + ' broken' : PHASES[run.phase])
      + ' ' + run.simulation;
    byId('outcome').hidden = !over;
    setText('slas-heading', over ? 'Service levels' : 'Service levels so far');
    if (over) {
      byId('reasons').replaceChildren(...run.reasons.map((reason) => el('li', {}, text.foreign(reason))));
      setText('scorecard', run.scorecard ? 'Scorecard: ' + text.foreign(run.scorecard) : '');
    }
  }

  const broken = () => run.slas.filter((sla) => sla.verdict === 'BROKEN');

  function tiles(list) {
    const totals = run.totals || {};
    const lag = Math.max(-1, ...list.map((point) => (point.lagMs == null ? -1 : point.lagMs)));
    const rows = [
      ['Requests', text.count(totals.count), text.rate(totals.rps) + ' answered'],
      ['Errors', text.percent(totals.errorRatio), text.count(totals.ko) + ' failed', totals.ko > 0 && broken().some((sla) => sla.measure === 'errorRate')],
      ['P50', text.ms(totals.p50Ms), 'of all requests'],
      ['P95', text.ms(totals.p95Ms), 'of all requests'],
      ['P99', text.ms(totals.p99Ms), 'longest ' + text.ms(totals.maxMs)],
      ['Active users', text.count(run.users), 'right now'],
      ...(run.planned == null ? [] : [['Arrivals', run.planned ? text.percent(Math.min(run.delivered / run.planned, 9.99), 1) : text.NONE,
        text.count(run.delivered) + ' of ' + text.count(run.planned) + ' planned'],
      ['Dropped', text.count(run.dropped), 'arrivals: too many requests in flight', run.dropped > 0]]),
      ['Injector', text.percent(run.cpuRatio, 0), 'of all cores; heap ' + text.bytes(run.heapUsedBytes)],
      ['Start lag', lag < 0 ? text.NONE : text.ms(lag), 'the highest', lag > 250],
    ];
    byId('tiles').replaceChildren(...rows.map(([label, value, note, bad]) => {
      const tile = el('div', { className: 'tile' }, el('dt', {}, label), el('dd', {}, value), el('dd', {}, note));
      tile.dataset.bad = String(Boolean(bad));
      return tile;
    }));
  }

  const STATES = { MET: '✓ met', BROKEN: '✕ broken', NO_DATA: '… no data', NOT_JUDGED: '– not judged' };

  function levels() {
    const list = byId('slas');
    while (list.children.length > run.slas.length) list.lastChild.remove();
    run.slas.forEach((sla, i) => {
      let item = list.children[i];
      if (!item) {
        item = el('li', { className: 'level' },
          el('p', { className: 'head' }, el('span', {}), el('span', {})),
          el('p', {}, el('span', { className: 'value' }), el('span', { className: 'state' })),
          el('p', { className: 'note' }));
        list.append(item);
      }
      const [title, limit] = item.children[0].children;
      const [value, state] = item.children[1].children;
      title.textContent = text.foreign(sla.name);
      limit.textContent = sla.limitText;
      value.textContent = (sla.verdict === 'NO_DATA' || sla.verdict === 'NOT_JUDGED') && sla.actualText === 'no data' ? text.NONE : sla.actualText;
      state.textContent = STATES[sla.verdict];
      item.children[2].textContent = sla.reason ? text.foreign(sla.reason) : sla.marginText;
      item.dataset.verdict = sla.verdict;
    });
  }

  function draw(list) {
    const origin = Math.floor(run.startedAtMs / 1000);
    const xs = list.map((point) => point.second - origin);
    const column = (key, factor = 1) => list.map((point) => (point[key] == null ? null : point[key] * factor));
    // Seconds are aligned to the window's start, so the second of the start is the window's first.
    const opens = Math.floor(run.windowStartMs / 1000);
    const closes = opens + Math.ceil((run.windowEndMs - run.windowStartMs) / 1000);
    const inWindow = (value) => list.map((point) => (point.second >= opens && point.second < closes ? value : null));
    const dashed = (label, value, color, format, dash = [6, 4]) => ({ label, values: inWindow(value), color, format, dash, width: 1.25 });
    const levelOf = (measure) => run.slas.find((sla) => sla.measure === measure);
    const { percent } = charts;
    const throughput = levelOf('throughput');
    const concurrency = levelOf('concurrency');

    charts.draw('chart-throughput', {
      xs, sync: 'run', y: { format: text.count },
      caption: 'Requests answered in each second' + (run.plannedPerSecond ? '; planned arrivals ' + text.rate(run.plannedPerSecond) : '') + '.',
      series: [
        { label: 'Answered', color: '--c2', width: 2, fill: true, values: column('completed'), format: text.rate },
        ...(run.plannedPerSecond ? [dashed('Planned', run.plannedPerSecond, '--plan', text.rate, [2, 3])] : []),
        ...(throughput ? [dashed('Limit', throughput.limit, '--c3', text.rate)] : []),
      ],
    });
    charts.draw('chart-times', {
      xs, sync: 'run', y: { format: text.ms, log: true },
      caption: 'By the second of the answer; logarithmic.',
      series: [
        ...charts.percentiles(column),
        ...run.slas.filter((sla) => sla.measure === 'responseTime')
          .map((sla) => dashed('P' + sla.percentile + ' limit', sla.limit, charts.percentileColor(sla.percentile), text.ms)),
      ],
    });
    charts.draw('chart-errors', {
      xs, sync: 'run', y: { format: text.count, atLeast: 4 },
      caption: run.totals && run.totals.ko ? text.count(run.totals.ko) + ' requests failed so far.' : 'No request failed so far.',
      series: [{ label: 'Failed', color: '--fail', values: column('errors'), format: text.count, bars: true, fill: true, width: 1 }],
    });
    charts.draw('chart-users', {
      xs, sync: 'run', y: { format: text.count },
      caption: 'Virtual users alive at the end of each second.',
      series: [
        { label: 'Users', color: '--c2', width: 2, fill: true, values: column('users'), format: text.count },
        ...(concurrency ? [dashed('Limit', concurrency.limit, '--c3', text.count)] : []),
      ],
    });
    charts.draw('chart-cpu', {
      xs, sync: 'run', y: { format: percent, atLeast: 100 },
      caption: 'Shares of all cores, and of the maximum heap.',
      series: [
        { label: 'Processor', color: '--c2', width: 2, values: column('cpuRatio', 100), format: percent },
        { label: 'Heap', color: '--c4', width: 1.5, dash: [8, 2], values: column('heapBytes', 100 / run.heapMaxBytes), format: percent },
      ],
    });
    charts.draw('chart-lag', {
      xs, sync: 'run', y: { format: text.ms, atLeast: 20 },
      caption: 'The highest start lag of a second, and its garbage collection.',
      series: [
        { label: 'Start lag', color: '--c2', width: 2, values: column('lagMs'), format: text.ms },
        { label: 'GC pauses', color: '--c3', bars: true, fill: true, width: 1, values: column('gcMs'), format: text.ms },
      ],
    });
  }

  function show() {
    const list = [...points.values()].sort((a, b) => a.second - b.second);
    head();
    tiles(list);
    levels();
    if (list.length > 1) draw(list);
    page.done();
  }

  function showNoAnswer() {
    const notice = byId('connection');
    notice.hidden = false;
    setText('connection', run == null ? 'No answer. This page keeps trying.'
      : run.phase === 'over' ? 'The run is over. This page waits for the next run on the same port.'
      : 'Connection lost ' + Math.round((Date.now() - lastHeard) / 1000) + ' s ago. Has the run ended? This page keeps trying.');
  }

  async function poll() {
    const from = run == null ? 0 : Math.max(0, run.openFromSecond);
    try {
      const answer = await fetch('dashboard.json?from=' + from, { cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (!answer.ok) throw new Error(await answer.text());
      const data = await answer.json();
      lastHeard = Date.now();
      byId('connection').hidden = true;
      if (data.startedAtMs != null) {
        receive(data);
        show();
      } else {
        page.done();
      }
    } catch (failure) {
      showNoAnswer();
    }
  }

  async function pollForever() {
    for (;;) {
      await poll();
      await new Promise((resolve) => setTimeout(resolve, document.hidden ? 2 * PERIOD_MS : PERIOD_MS));
    }
  }
  pollForever();
})();
