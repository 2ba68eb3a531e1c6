package io.openmeet.loadtest.injector;

import io.openmeet.loadtest.statistics.Distribution;

/**
 * Response times of the judged requests, as logged and corrected. The difference shows by how much
 * coordinated omission makes the logged times too low: through the injector's lag in an open model
 * ({@link LagCorrection}), through users that wait in a closed model ({@link PaceCorrection}).
 *
 * @param raw from actual start to end
 * @param corrected from planned start to end
 */
public record CorrectedLatency(Percentiles raw, Percentiles corrected) {

  /** All in milliseconds. */
  public record Percentiles(int p50Ms, int p95Ms, int p99Ms, int maxMs) {
    public static Percentiles of(Distribution samples) {
      return new Percentiles(
          samples.percentileMs(50),
          samples.percentileMs(95),
          samples.percentileMs(99),
          samples.percentileMs(100));
    }
  }

  /** At least one sample is required. */
  public static CorrectedLatency of(CorrectedTimes times) {
    return new CorrectedLatency(Percentiles.of(times.raw()), Percentiles.of(times.corrected()));
  }
}
