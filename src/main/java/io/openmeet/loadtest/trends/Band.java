package io.openmeet.loadtest.trends;

import java.util.Arrays;

/**
 * Where the next value of a level is expected.
 *
 * @param median of the last values
 * @param allowed the greatest distance from the median that is not suspect
 */
record Band(double median, double allowed) {
  /** The values that count: the last ones of the level. */
  static final int NIGHTS = 20;

  private static final double SIGMAS = 5;
  private static final double LEAST_RATIO = 0.1;

  /** Makes the median absolute deviation the standard deviation of normal values. */
  private static final double SIGMA_OF_MAD = 1.4826;

  /**
   * @param values of a level, at least one; the newest last
   */
  static Band of(double[] values, Scale scale) {
    double[] last = Arrays.copyOfRange(values, Math.max(0, values.length - NIGHTS), values.length);
    double median = new RobustSample(last).median();
    double[] distances = Arrays.stream(last).map(value -> Math.abs(value - median)).toArray();
    double sigma =
        Math.max(SIGMA_OF_MAD * new RobustSample(distances).median(), scale.leastNoise(median));
    return new Band(
        median,
        Math.max(
            SIGMAS * sigma, Math.max(LEAST_RATIO * Math.abs(median), scale.leastDifference())));
  }

  boolean contains(double value) {
    return Math.abs(value - median) <= allowed;
  }

  /** The value of the band that is nearest. */
  double nearest(double value) {
    return Math.max(median - allowed, Math.min(median + allowed, value));
  }
}
