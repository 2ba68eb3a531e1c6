package io.openmeet.loadtest.statistics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The 95 % confidence interval of a percentile of response times.
 *
 * <p>The share of requests at or below the percentile is a ratio with an interval of its own
 * ({@link RatioInterval}), for example 95 % ± 0.6 %. The percentiles at both ends, here P94.4 and
 * P95.6, are the ends of the interval in milliseconds: R. Woodruff, "Confidence Intervals for
 * Medians and Other Position Measures", Journal of the American Statistical Association 47 (1952).
 * No density has to be estimated. An end above P100 becomes the longest time.
 */
public final class PercentileInterval {
  private PercentileInterval() {}

  /**
   * @param times all response times of the window
   * @param bySecond the same times
   * @param percentile 0-100, exclusive
   * @return in milliseconds; empty when the window is too short for an interval
   */
  public static Optional<ConfidenceInterval> of(
      Distribution times, TimesBySecond bySecond, double percentile) {
    int ms = times.percentileMs(percentile);
    long[] counts = bySecond.counts();
    OptionalDouble below = RatioInterval.halfWidth(bySecond.countsBelow(ms), counts);
    OptionalDouble atOrBelow = RatioInterval.halfWidth(bySecond.countsAtOrBelow(ms), counts);
    if (below.isEmpty() || atOrBelow.isEmpty()) {
      return Optional.empty();
    }
    // Whole milliseconds: the percentile lies somewhere between these two shares.
    double half = 100 * Math.max(below.getAsDouble(), atOrBelow.getAsDouble());
    return Optional.of(
        new ConfidenceInterval(
            times.percentileMs(Math.max(0, percentile - half)),
            times.percentileMs(Math.min(100, percentile + half))));
  }
}
