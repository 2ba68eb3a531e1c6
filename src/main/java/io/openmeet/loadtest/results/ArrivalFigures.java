package io.openmeet.loadtest.results;

/**
 * What an open model asked for, and what the injector delivered of it within the window.
 *
 * @param planned users who were to start
 * @param plannedPerSecond at which rate
 * @param delivered users who did start
 * @param deliveredRatio 0-1, and above when more came
 * @param lagP50Ms how late they started: the median; null when none did
 * @param lagP99Ms its 99th percentile
 * @param lagMaxMs its maximum
 */
public record ArrivalFigures(
    long planned,
    double plannedPerSecond,
    long delivered,
    double deliveredRatio,
    Integer lagP50Ms,
    Integer lagP99Ms,
    Integer lagMaxMs) {

  static ArrivalFigures of(Plan plan, Arrivals arrivals) {
    Histogram lateness = arrivals.lateness();
    int[] lag = lateness.count() == 0 ? null : lateness.percentilesMs(50, 99, 100);
    return new ArrivalFigures(
        plan.arrivals(),
        plan.perSecond(),
        arrivals.delivered(),
        Rounded.ratio((double) arrivals.delivered() / plan.arrivals()),
        lag == null ? null : Integer.valueOf(lag[0]),
        lag == null ? null : Integer.valueOf(lag[1]),
        lag == null ? null : Integer.valueOf(lag[2]));
  }
}
