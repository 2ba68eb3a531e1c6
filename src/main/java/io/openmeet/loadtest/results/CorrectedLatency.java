package io.openmeet.loadtest.results;

/**
 * Response times of all requests, as logged and as felt: see {@link LagCorrection}. Side by side
 * they say how much of the truth the injector's own lag hid.
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

  /** Both must hold samples. */
  static CorrectedLatency of(Distribution raw, Distribution corrected) {
    return new CorrectedLatency(Percentiles.of(raw), Percentiles.of(corrected));
  }
}
