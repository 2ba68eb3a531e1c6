package io.openmeet.loadtest.sla;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers for people, the same in every locale: {@code 1,234.50}. {@link java.util.Formatter}
 * writes the same, but looks up the locale's signs anew each time; live figures are written while
 * load is made.
 *
 * <p>No rounding hides a figure: what is not 0 does not look like 0, nor a share like the whole,
 * nor a value like the limit that it does not keep. The pages' {@code page.js} has the same rule.
 */
public final class Figure {
  private static final int GROUP = 3;

  /** What is left beyond these is an error of floating point, not a figure. */
  private static final int MOST_DECIMALS = 9;

  private static final int MOST_MORE_DECIMALS = 6;

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

  /**
   * Rounded, but never to 0.
   *
   * @param least decimals that it has in any case
   */
  public static String rounded(double value, int least) {
    return text(value, decimals(value, least));
  }

  /**
   * The same, with so many decimals that it does not look like another value that it is not.
   *
   * @param other a limit, say
   */
  public static String roundedApart(double value, double other, int least) {
    return text(value, decimalsApart(value, other, decimals(value, least)));
  }

  /**
   * As per cent, but rounded neither to 0 % nor to 100 %.
   *
   * @param ratio 0-1
   * @param least decimals that it has in any case
   */
  public static String percent(double ratio, int least) {
    return text(ratio * 100, decimalsOfPercent(ratio, least)) + " %";
  }

  /** The same, with so many decimals that it does not look like another ratio that it is not. */
  public static String percentApart(double ratio, double other, int least) {
    int decimals = decimalsApart(ratio * 100, other * 100, decimalsOfPercent(ratio, least));
    return text(ratio * 100, decimals) + " %";
  }

  /** As many as leave a digit of the value, if it has any. */
  public static int decimals(double value, int least) {
    double rest = Math.abs(value);
    int decimals = least;
    while (decimals < MOST_DECIMALS && rest > 0 && rest < Math.pow(10, -decimals)) {
      decimals++;
    }
    return decimals;
  }

  static int decimalsOfPercent(double ratio, int least) {
    double percent = Math.abs(ratio * 100);
    return decimals(Math.min(percent, Math.abs(100 - percent)), least);
  }

  static int decimalsApart(double value, double other, int least) {
    int decimals = least;
    while (decimals < least + MOST_MORE_DECIMALS
        && value != other
        && text(value, decimals).equals(text(other, decimals))) {
      decimals++;
    }
    return decimals;
  }
}
