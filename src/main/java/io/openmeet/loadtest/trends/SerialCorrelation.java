package io.openmeet.loadtest.trends;

/** What the correlation of neighbours does to a mean, in an autoregressive process of order 1. */
final class SerialCorrelation {
  private static final double GREATEST = 0.9;

  private SerialCorrelation() {}

  /** A negative estimate is taken for chance: it would make a mean look more certain. */
  static double plausible(double estimate) {
    return Math.max(0, Math.min(GREATEST, estimate));
  }

  /**
   * The variance of a mean of values with variance 1; 1 / n without correlation.
   *
   * @param n number of values, at least 1
   * @param correlation of neighbours, 0 to less than 1
   */
  static double varianceOfMean(int n, double correlation) {
    double others =
        correlation
            * (n - 1 - n * correlation + Math.pow(correlation, n))
            / ((1 - correlation) * (1 - correlation));
    return (n + 2 * others) / ((double) n * n);
  }
}
