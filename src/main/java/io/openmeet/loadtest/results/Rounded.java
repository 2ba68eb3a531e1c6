package io.openmeet.loadtest.results;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Figures for people and files that nothing is judged by: more digits would only be noise. */
final class Rounded {
  private Rounded() {}

  /** To thousandths. */
  static double value(double value) {
    return to(3, value);
  }

  /** To millionths. */
  static double ratio(double value) {
    return to(6, value);
  }

  private static double to(int decimals, double value) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).doubleValue();
  }
}
