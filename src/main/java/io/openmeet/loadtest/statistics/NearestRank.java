package io.openmeet.loadtest.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The place of a percentile among sorted samples, as {@link Distribution} defines it. */
public final class NearestRank {
  private NearestRank() {}

  /**
   * The arithmetic is decimal, because 99.9 % of 1,000 samples must be exactly 999. Whole
   * percentiles use integers: the dashboard needs them every second of the load.
   *
   * @param percentile 0-100
   * @param count of the samples, at least 1
   * @return from 1 to {@code count}
   */
  public static long of(double percentile, long count) {
    if (!(percentile >= 0 && percentile <= 100)) {
      throw new IllegalArgumentException("percentile " + percentile + "; it goes from 0 to 100");
    }
    if (percentile == Math.rint(percentile) && count < Long.MAX_VALUE / 100) {
      return Math.max(1, ((long) percentile * count + 99) / 100);
    }
    long rank =
        BigDecimal.valueOf(percentile)
            .multiply(BigDecimal.valueOf(count))
            .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
            .longValueExact();
    return Math.max(1, rank);
  }
}
