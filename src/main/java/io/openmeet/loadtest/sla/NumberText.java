package io.openmeet.loadtest.sla;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers for people, the same in every locale: {@code 1,234.50}. {@link java.util.Formatter}
 * writes the same, but reads the locale's symbols each time, which is slow during the load.
 *
 * <p>Rounding hides no figure: a value above 0 does not look like 0, a part does not look like all,
 * and a value that breaks its limit does not look like the limit. {@code page.js} has the same
 * rule.
 */
public final class NumberText {
  private static final int GROUP = 3;
  private static final MathContext THREE_DIGITS = new MathContext(3);

  /** Further digits are errors of floating point. */
  private static final int MOST_DECIMALS = 9;

  private static final int MOST_EXTRA_DECIMALS = 6;

  private NumberText() {}

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

  /** A whole number, with the same commas. */
  public static String count(long count) {
    return text(count, 0);
  }

  /** All decimals of the value, without commas: {@code 95}, {@code 99.9}. */
  public static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /**
   * Rounds, but no other value to 0.
   *
   * @param least the fewest decimals
   */
  public static String rounded(double value, int least) {
    return text(value, decimals(value, least));
  }

  /**
   * Rounds like {@link #rounded}, with more decimals if the text would otherwise look like that of
   * another value.
   *
   * @param other for example a limit
   */
  public static String roundedApart(double value, double other, int least) {
    return text(value, decimalsApart(value, other, decimals(value, least)));
  }

  /**
   * Rounds to percent, but no other ratio to 0 % or 100 %.
   *
   * @param ratio 0-1
   * @param least the fewest decimals
   */
  public static String percent(double ratio, int least) {
    return text(ratio * 100, decimalsOfPercent(ratio, least)) + " %";
  }

  /**
   * Rounds like {@link #percent}, with more decimals if the text would otherwise look like that of
   * another ratio.
   */
  public static String percentApart(double ratio, double other, int least) {
    int decimals = decimalsApart(ratio * 100, other * 100, decimalsOfPercent(ratio, least));
    return text(ratio * 100, decimals) + " %";
  }

  /** Enough decimals to show a digit of the value that is not 0, if it has one. */
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
    while (decimals < least + MOST_EXTRA_DECIMALS
        && value != other
        && text(value, decimals).equals(text(other, decimals))) {
      decimals++;
    }
    return decimals;
  }

  /** Three digits that are not 0 at the beginning; all digits of a larger whole part. */
  public static String significant(double value) {
    int decimals = BigDecimal.valueOf(value).round(THREE_DIGITS).stripTrailingZeros().scale();
    return text(value, Math.max(0, decimals));
  }
}
