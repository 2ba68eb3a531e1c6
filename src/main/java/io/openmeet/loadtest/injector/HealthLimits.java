package io.openmeet.loadtest.injector;

import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Sla;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The run is invalid when the injector's health exceeds one of these limits.
 *
 * @param startLagP99Ms 99th percentile of the delay from a planned moment to the injector's action
 * @param stallMs longest time in which the injector may stand still
 * @param gcPauseMs longest garbage collection pause
 * @param clockStepMs largest jump of the wall clock; gradual adjustments stay far below
 */
public record HealthLimits(
    double startLagP99Ms, double stallMs, double gcPauseMs, double clockStepMs) {
  /**
   * A tenth of the tightest limit on response times applies instead when it is higher: compared
   * with a limit of 3 s, 20 ms are little.
   */
  private static final double START_LAG_P99_MS = 20;

  private static final double START_LAG_OF_A_LIMIT_RATIO = 0.1;

  /** A quarter of the tightest limit on response times applies instead when it is higher. */
  private static final double STALL_MS = 250;

  private static final double STALL_OF_A_LIMIT_RATIO = 0.25;

  private static final double GC_PAUSE_MS = 200;

  private static final double CLOCK_STEP_MS = 50;

  /**
   * How much of the limits an injector uses: of the limit that it comes closest to, or exceeds
   * most.
   *
   * @param lagMs 99th percentile of its delay; null when it was not measured
   * @param longestStallMs null when it was not measured
   * @return 0 or more; above 1 when it exceeds a limit; infinite when a figure was not measured
   */
  public double use(Double lagMs, Double longestStallMs, InjectorHealth health) {
    return DoubleStream.of(
            use(lagMs, startLagP99Ms),
            use(longestStallMs, stallMs),
            use(health.gcPauseMaxMs(), gcPauseMs),
            use(health.clockStepMs(), clockStepMs))
        .max()
        .orElseThrow();
  }

  private static double use(Double figure, double limit) {
    return figure == null ? Double.POSITIVE_INFINITY : Math.abs(figure) / limit;
  }

  /** For a run that is judged by these service levels. */
  public static HealthLimits of(List<Sla> slas) {
    return of(slas, Sla::measure, Sla::limit);
  }

  /**
   * For any list of service levels.
   *
   * @param limit in the unit of the measure
   */
  public static <T> HealthLimits of(
      List<T> slas, Function<T, Measure> measure, ToDoubleFunction<T> limit) {
    double tightestMs =
        slas.stream()
            .filter(sla -> measure.apply(sla).isTimedByInjector())
            .mapToDouble(limit)
            .min()
            .orElse(0);
    return new HealthLimits(
        Math.max(START_LAG_P99_MS, tightestMs * START_LAG_OF_A_LIMIT_RATIO),
        Math.max(STALL_MS, tightestMs * STALL_OF_A_LIMIT_RATIO),
        GC_PAUSE_MS,
        CLOCK_STEP_MS);
  }
}
