package io.openmeet.loadtest.results;

/**
 * Response times as logged, and as felt: {@link LagCorrection} and {@link PaceCorrection} say what
 * the log leaves out.
 */
record CorrectedTimes(Distribution raw, Distribution corrected) {

  /** Of a run without a plan there is nothing to correct by. */
  static CorrectedTimes asLogged(Distribution raw) {
    return new CorrectedTimes(raw, raw);
  }

  long count() {
    return raw.count();
  }

  /**
   * The corrected one, and never less than the logged: what a correction adds to a few long waits
   * must not make the many look better.
   *
   * @param percentile 0-100
   * @throws IllegalStateException when there are no samples
   */
  int percentileMs(double percentile) {
    return Math.max(raw.percentileMs(percentile), corrected.percentileMs(percentile));
  }
}
