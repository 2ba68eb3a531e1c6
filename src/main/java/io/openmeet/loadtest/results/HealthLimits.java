package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Sla;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Beyond these the injector's health makes a run invalid.
 *
 * @param startLagP99Ms how late the injector may act at its 99th percentile, actual against planned
 * @param stallMs how long it may stand still
 * @param gcPauseMs how long one garbage collection pause may take
 * @param clockStepMs how far the wall clock may jump; clocks that are only adjusted stay far below
 */
public record HealthLimits(
    double startLagP99Ms, double stallMs, double gcPauseMs, double clockStepMs) {
  /**
   * More where a tenth of the tightest limit on response times is more: 50 ms are little to 3 s.
   */
  public static final double START_LAG_P99_MS = 20;

  private static final double START_LAG_OF_A_LIMIT_RATIO = 0.1;

  /** More where a quarter of the tightest limit on response times is more. */
  private static final double STALL_MS = 250;

  private static final double STALL_OF_A_LIMIT_RATIO = 0.25;

  private static final double GC_PAUSE_MS = 200;

  private static final double CLOCK_STEP_MS = 50;

  /** Of a run that is judged by these levels. */
  static HealthLimits of(List<Sla> slas) {
    return of(slas.stream().filter(sla -> isOnTimes(sla.measure())).mapToDouble(Sla::limit));
  }

  /** Of a run that was judged. */
  public static HealthLimits of(RunResult run) {
    return of(
        run.slas().stream().filter(sla -> isOnTimes(sla.measure())).mapToDouble(SlaResult::limit));
  }

  private static HealthLimits of(DoubleStream limitsOnTimesMs) {
    double tightestMs = limitsOnTimesMs.min().orElse(0);
    return new HealthLimits(
        Math.max(START_LAG_P99_MS, tightestMs * START_LAG_OF_A_LIMIT_RATIO),
        Math.max(STALL_MS, tightestMs * STALL_OF_A_LIMIT_RATIO),
        GC_PAUSE_MS,
        CLOCK_STEP_MS);
  }

  private static boolean isOnTimes(Measure measure) {
    return measure == Measure.RESPONSE_TIME || measure == Measure.OBSERVED_TIME;
  }
}
