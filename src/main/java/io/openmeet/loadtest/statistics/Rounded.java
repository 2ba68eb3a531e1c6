package io.openmeet.loadtest.statistics;

import io.openmeet.loadtest.sla.NumberText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Rounds figures that are shown and not judged: more digits would only be noise. */
public final class Rounded {
  /** A counter of a million events has no more. */
  private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_UP);

  private Rounded() {}

  /** To thousandths. */
  public static double value(double value) {
    return to(3, value);
  }

  /** To millionths, or to as many decimals as distinguish it from 0 and from 1. */
  public static double ratio(double value) {
    return to(NumberText.decimals(Math.min(Math.abs(value), Math.abs(1 - value)), 6), value);
  }

  /** To six significant digits, for figures of any magnitude. */
  public static double significant(double value) {
    return BigDecimal.valueOf(value).round(SIX_DIGITS).doubleValue();
  }

  private static double to(int decimals, double value) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).doubleValue();
  }
}
