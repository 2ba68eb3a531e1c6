package io.openmeet.loadtest.injector;

import io.openmeet.loadtest.statistics.Distribution;

/**
 * Response times as logged and corrected. {@link LagCorrection} and {@link PaceCorrection} describe
 * what the log does not contain.
 */
public record CorrectedTimes(Distribution raw, Distribution corrected) {

  /** For a run without a plan, which cannot be corrected. */
  static CorrectedTimes asLogged(Distribution raw) {
    return new CorrectedTimes(raw, raw);
  }

  public long count() {
    return raw.count();
  }

  /**
   * The corrected percentile, or the logged one when it is higher: a correction must never make a
   * run look better.
   *
   * @param percentile 0-100
   * @throws IllegalStateException when there are no samples
   */
  public int percentileMs(double percentile) {
    return Math.max(raw.percentileMs(percentile), corrected.percentileMs(percentile));
  }
}
