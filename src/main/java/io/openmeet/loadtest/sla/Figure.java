package io.openmeet.loadtest.sla;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers for people, the same in every locale: {@code 1,234.50}. {@link java.util.Formatter}
 * writes the same, but looks up the locale's signs anew each time; live figures are written while
 * load is made.
 */
public final class Figure {
  private static final int GROUP = 3;

  private Figure() {}

  /**
   * Rounds half up, and puts a comma before each group of three digits.
   *
   * @param decimals at least 0
   */
  public static String text(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    String plain =
        BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    StringBuilder text = new StringBuilder(plain);
    int first = plain.startsWith("-") ? 1 : 0;
    int end = decimals == 0 ? plain.length() : plain.length() - decimals - 1;
    for (int comma = end - GROUP; comma > first; comma -= GROUP) {
      text.insert(comma, ',');
    }
    return text.toString();
  }
}
