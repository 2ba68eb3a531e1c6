'use strict';
(() => {
  const { el, name, table, text, verdict, byId } = page;
  const data = page.data();
  const run = data.run;

  function head() {
    document.title = verdict.text(run.verdict) + ' ' + text.foreign(run.simulation);
    const section = document.querySelector('.verdict');
    section.dataset.verdict = run.verdict;
    const badge = byId('verdict');
    badge.textContent = verdict.text(run.verdict);
    badge.classList.add(verdict.style(run.verdict));
    byId('simulation').textContent = text.foreign(run.simulation);
    byId('context').textContent = [
      run.share && 'part ' + run.share.index + '/' + run.share.count,
      run.profile && 'profile ' + text.foreign(run.profile),
      run.target && 'target ' + text.foreign(run.target),
      text.fixed(run.window.seconds, run.window.seconds % 1 ? 1 : 0) + ' s measured from ' + text.time(run.window.start),
    ].filter(Boolean).join(' · ');
    byId('reasons').append(...run.reasons.map((reason) => el('li', {}, text.foreign(reason))));
    byId('warnings').append(...run.warnings.map((warning) => el('li', {}, text.foreign(warning))));
    byId('gatling').hidden = !data.links.gatlingReport;
    byId('portal').hidden = !data.links.portal;
  }

  function tile(label, value, note) {
    return el('div', { className: 'tile' }, el('dt', {}, label), el('dd', {}, value), note ? el('dd', {}, note) : null);
  }

  function tiles() {
    const all = run.totals;
    const planned = run.arrivals && text.percent(run.arrivals.deliveredRatio, 1) + ' of the plan started';
    const dropped = run.dropped && run.dropped.count ? text.count(run.dropped.count) + ' arrivals dropped' : null;
    byId('tiles').append(
      tile('P95 response time', text.ms(all.p95Ms), 'P50 ' + text.ms(all.p50Ms)),
      tile('P99 response time', text.ms(all.p99Ms), 'longest ' + text.ms(all.maxMs)),
      tile('Error rate', text.percent(all.errorRatio), [text.count(all.ko) + ' failed', dropped].filter(Boolean).join('; ')),
      tile('Throughput', text.rate(all.rps), dropped || planned),
      tile('Requests', text.count(all.count), 'mean ' + text.ms(all.meanMs)),
      tile('Users at once', text.count(run.users.peak), 'at most; mean ' + text.count(run.users.mean)),
      tile('Requests in flight', text.count(run.inFlight.peak), 'at most; mean ' + text.fixed(run.inFlight.mean, 1)));
  }

  function margin(sla) {
    if (sla.marginRatio == null) return text.NONE;
    const fill = el('i');
    fill.style.width = Math.min(100, Math.abs(sla.marginRatio) * 100) + '%';
    const track = el('span', { className: 'track' + (sla.verdict === 'BROKEN' ? ' broken' : '') }, fill);
    track.setAttribute('aria-hidden', 'true');
    return el('span', { className: 'margin' }, sla.marginText, track);
  }

  function levels() {
    byId('slas-section').hidden = data.slas.length === 0;
    const style = { MET: 'pass', BROKEN: 'fail', NO_DATA: 'invalid', NOT_JUDGED: '' };
    const mark = { MET: '✓ met', BROKEN: '✕ broken', NO_DATA: '! no data', NOT_JUDGED: '– not judged' };
    table(byId('slas'), 'Service levels', [
      { label: 'Service level', cell: (sla) => name('th', sla.name, { scope: 'row' }) },
      { label: 'Verdict', cell: (sla) => el('span', { className: 'badge small ' + style[sla.verdict] }, mark[sla.verdict]) },
      { label: 'Measured', number: true, cell: (sla) => sla.actualText },
      { label: 'Limit', number: true, cell: (sla) => sla.limitText },
      { label: 'Margin', number: true, cell: margin },
    ], data.slas);
  }

  function latency() {
    if (run.latency == null) return;
    byId('latency-section').hidden = false;
    const ms = (key) => ({ label: { p50Ms: 'P50', p95Ms: 'P95', p99Ms: 'P99', maxMs: 'Longest' }[key], number: true, cell: (row) => text.ms(row[1][key]) });
    table(byId('latency'), 'Response times as logged and as users felt them',
      [{ label: 'Response times', cell: (row) => row[0] }, ms('p50Ms'), ms('p95Ms'), ms('p99Ms'), ms('maxMs')],
      [['As logged', run.latency.raw], ['As felt', run.latency.corrected]]);
  }

  function requests() {
    byId('requests-section').hidden = run.requests.length === 0;
    const ms = (label, key) => ({ label, number: true, cell: (request) => text.ms(request[key]) });
    table(byId('requests'), 'Slowest requests', [
      { label: 'Request', cell: (request) => name('th', request.name, { scope: 'row' }) },
      { label: 'Count', number: true, cell: (request) => text.count(request.count) },
      { label: 'Per second', number: true, cell: (request) => text.rate(request.rps) },
      { label: 'Errors', number: true, cell: (request) => text.percent(request.errorRatio) },
      ms('Mean', 'meanMs'), ms('P50', 'p50Ms'), ms('P95', 'p95Ms'), ms('P99', 'p99Ms'), ms('Longest', 'maxMs'),
    ], run.requests);
    byId('requests-hint').textContent = leftOut(data.requestsLeftOut, 'faster requests');
  }

  function errors() {
    byId('errors-section').hidden = run.errors.length === 0;
    table(byId('errors'), 'Errors by message', [
      { label: 'Message', cell: (error) => name('th', error.message, { scope: 'row' }) },
      { label: 'Count', number: true, cell: (error) => text.count(error.count) },
      { label: 'Of all requests', number: true, cell: (error) => text.percent(run.totals.count ? error.count / run.totals.count : null) },
    ], run.errors);
    byId('errors-hint').textContent = leftOut(data.errorsLeftOut, 'rarer messages');
  }

  function whereToLook() {
    // A single line says why there is nothing to look at; it is above the table of work.
    if (data.whereToLook.length < 2) {
      byId('look-section').hidden = true;
      return;
    }
    byId('look').append(...data.whereToLook.map((line) => el('li', {}, text.foreign(line))));
  }

  function browser() {
    const seen = data.browser;
    byId('browser-section').hidden = seen == null;
    if (seen == null) return;
    const number = (label, key) => ({ label, number: true, cell: (figure) => figure[key] });
    table(byId('browser'), 'What the browser measured', [
      { label: 'Figure (P75)', cell: (figure) => name('th', figure.figure, { scope: 'row' }) },
      number('Under load', 'loaded'), number('Without load', 'control'), number('Difference', 'difference'), number('Visits with / without', 'visits'),
    ], seen.rows);
    facts('browser-facts', ...seen.facts.map((one) => fact(one.label, one.text)));
    byId('browser-failed').hidden = seen.failures.length === 0;
    byId('browser-failures').append(...seen.failures.map((failure) => el('li', {}, text.foreign(failure))));
  }

  const MOST_WORK = 10;

  function work() {
    byId('work-section').hidden = data.work.length === 0;
    const compared = data.work.some((figure) => figure.usual != null);
    byId('work-hint').textContent = compared
      ? 'What the target did for each request, against the median of earlier comparable runs. Noise is the standard deviation of those runs, or of chance alone if that is larger. Times, CPU and garbage collection depend on the machine too, so they are not judged.'
      : 'What the target did for each request.';
    byId('work-comparison').textContent = data.whereToLook.length === 1 ? text.foreign(data.whereToLook[0]) : '';
    const comparison = [
      { label: 'Usual', number: true, cell: (figure) => figure.usual },
      { label: 'Difference', number: true, cell: (figure) => el('span', { className: figure.moved ? 'badge small invalid' : '' }, figure.difference) },
      { label: 'Noise', number: true, cell: (figure) => figure.noise },
    ];
    const columns = [
      { label: 'Figure', cell: (figure) => name('th', figure.series, { scope: 'row' }) },
      { label: 'This run', number: true, cell: (figure) => figure.actual },
      ...(compared ? comparison : []),
    ];
    const shown = Math.max(MOST_WORK, data.work.filter((figure) => figure.moved).length);
    table(byId('work'), 'Work for each request', columns, data.work.slice(0, shown));
    const rest = data.work.slice(shown);
    byId('work-more').hidden = rest.length === 0;
    document.querySelector('#work-more summary').textContent = text.count(rest.length) + ' more figures' + (compared ? ', none of which moved' : '');
    table(byId('work-rest'), 'More work for each request', columns, rest);
  }

  const leftOut = (count, what) => (count > 0 ? 'And ' + text.count(count) + ' ' + what + ', all in results.json.' : '');

  function fact(label, value) {
    return value == null || value === text.NONE ? null : el('div', {}, el('dt', {}, label), el('dd', {}, text.foreign(value)));
  }

  function facts(id, ...entries) {
    byId(id).append(...entries.filter(Boolean));
  }

  function injectors() {
    const each = run.injectors || [];
    byId('injectors-scroll').hidden = each.length === 0;
    if (each.length === 0) return;
    const count = (value) => (value == null ? text.NONE : text.count(value));
    const ms = (label, key) => ({ label, number: true, cell: (one) => text.ms(one[key]) });
    table(byId('injectors'), 'Injectors', [
      { label: 'Injector', cell: (one) => name('th', one.name, { scope: 'row' }) },
      { label: 'Started', number: true, cell: (one) => (one.planned == null ? text.NONE : text.count(one.delivered) + ' of ' + text.count(one.planned)) },
      { label: 'Dropped', number: true, cell: (one) => count(one.dropped) },
      ms('Start lag P99', 'startLagP99Ms'), ms('Longest stall', 'longestStallMs'), ms('GC pause', 'gcPauseMaxMs'),
      { label: 'CPU', number: true, cell: (one) => text.percent(one.processCpuMeanRatio, 0) },
      { label: 'Clock', number: true, cell: (one) => (one.clockOffsetMs == null ? text.NONE : text.ms(one.clockOffsetMs) + ' ± ' + text.ms(one.clockUncertaintyMs)) },
    ], each);
    byId('injector-hint').textContent = 'Health and charts are those of injector ' + text.foreign(each.find((one) => one.worst).name) + ', the worst.';
  }

  const within = (limit) => ' (limit ' + text.ms(limit) + ')';

  function injector() {
    const health = run.injector;
    facts('injector',
      ...Object.keys(run.distinctKeys).map((request) => fact('Distinct keys of ' + request, text.count(run.distinctKeys[request]))),
      fact('Start lag P99' + within(data.limits.startLagP99Ms), text.ms(health.startLagP99Ms)),
      fact('Start lag, highest', text.ms(health.startLagMaxMs)),
      fact('Longest stall' + within(data.limits.stallMs), text.ms(health.longestStallMs)),
      fact('Longest GC pause' + within(data.limits.gcPauseMs), text.ms(health.gcPauseMaxMs)),
      fact('GC pauses', health.gcCount == null ? null : text.count(health.gcCount) + ', ' + text.ms(health.gcPauseTotalMs) + ' together'),
      fact('Clock step' + within(data.limits.clockStepMs), text.ms(health.clockStepMs)),
      fact('Injector’s processor, mean', text.percent(health.processCpuMeanRatio, 0)),
      fact('Machine’s processor, mean', text.percent(health.machineCpuMeanRatio, 0)),
      fact('Heap, highest', health.heapUsedMaxBytes == null ? null : text.bytes(health.heapUsedMaxBytes) + ' of ' + text.bytes(health.heapLimitBytes)),
      fact('Sent over the network', health.sentBytesPerSecond == null ? null : text.bytes(health.sentBytesPerSecond) + '/s'),
      fact('Fullest network link', text.percent(health.linkUseRatio, 0)),
      run.arrivals && fact('Planned users who started', text.count(run.arrivals.delivered) + ' of ' + text.count(run.arrivals.planned)),
      run.dropped && fact('Dropped arrivals', text.count(run.dropped.count) + ' (at ' + text.count(run.dropped.maxInFlight) + ' requests in flight)'),
      run.arrivals && fact('Start lag P99 of planned users, from the log', text.ms(run.arrivals.lagP99Ms)));
    if (byId('injector').children.length === 0) byId('injector-hint').textContent = 'The injector’s health was not measured.';
  }

  function environment() {
    const known = run.environment || {};
    facts('environment',
      run.warmUp && fact('Warm-up', (run.warmUp.outcome === 'steady' ? 'steady after ' : 'not steady after ') + text.count(Math.round(run.warmUp.seconds)) + ' s'),
      fact('Cores', known.cores == null ? null : text.count(known.cores) + (known.sharesMachine ? ', shared with the target' : '')),
      fact('Processor', known.processor),
      fact('Memory', text.bytes(known.memoryBytes)),
      fact('Java', known.jvm),
      fact('System', known.os),
      fact('Gatling', run.gatlingVersion),
      fact('Commit', known.gitCommit && known.gitCommit.slice(0, 12)),
      fact('Comparable runs', known.fingerprint),
      fact('Run started', text.time(run.startedAt)));
  }

  head(); tiles(); levels(); whereToLook(); browser(); latency(); requests(); errors(); work(); injectors(); injector(); environment();
})();
