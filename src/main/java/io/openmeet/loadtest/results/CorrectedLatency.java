package io.openmeet.loadtest.results;

/**
 * Response times of the judged requests, as logged and as felt. Side by side they say how much of
 * the truth coordinated omission hid: by the injector's own lag in an open model ({@link
 * LagCorrection}), by users who wait in a closed one ({@link PaceCorrection}).
 *
 * @param raw from actual start to end
 * @param corrected from planned start to end
 */
public record CorrectedLatency(Percentiles raw, Percentiles corrected) {

  /** All in milliseconds. */
  public record Percentiles(int p50Ms, int p95Ms, int p99Ms, int maxMs) {
    static Percentiles of(Distribution samples) {
      return new Percentiles(
          samples.percentileMs(50),
          samples.percentileMs(95),
          samples.percentileMs(99),
          samples.percentileMs(100));
    }
  }

  /** There must be samples. */
  static CorrectedLatency of(CorrectedTimes times) {
    return new CorrectedLatency(Percentiles.of(times.raw()), Percentiles.of(times.corrected()));
  }
}
