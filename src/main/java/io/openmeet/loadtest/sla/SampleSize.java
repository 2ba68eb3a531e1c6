package io.openmeet.loadtest.sla;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The fewest samples with which a percentile is judged. */
public final class SampleSize {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private static final int TIMES_FOR_ONE_REQUEST = 10;

  private SampleSize() {}

  /**
   * Enough samples that one of them can be above the percentile; otherwise it would only be their
   * maximum. A P95 needs 20, a P99 needs 100.
   *
   * @param percentile 0-100, exclusive
   */
  public static long needed(double percentile) {
    return HUNDRED
        .divide(HUNDRED.subtract(BigDecimal.valueOf(percentile)), 0, RoundingMode.CEILING)
        .longValueExact();
  }

  /**
   * For a single request, which is judged in addition to all requests together: ten times as many.
   * With fewer, one or two samples decide.
   *
   * @param percentile 0-100, exclusive
   */
  public static long neededOfOneRequest(double percentile) {
    return TIMES_FOR_ONE_REQUEST * needed(percentile);
  }
}
