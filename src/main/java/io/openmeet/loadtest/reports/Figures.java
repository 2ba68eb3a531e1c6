package io.openmeet.loadtest.reports;

import java.util.Locale;

/** Numbers for people, the same under every locale. */
final class Figures {
  static final String NONE = "-";

  private Figures() {}

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** With the unit; a dash for null. */
  static String ms(Number ms) {
    return ms == null ? NONE : String.format(Locale.ROOT, "%,d ms", Math.round(ms.doubleValue()));
  }

  static String perSecond(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%,.1f/s" : "%,.0f/s", value);
  }

  /**
   * @param ratio 0-1, or null
   */
  static String percent(Double ratio) {
    return ratio == null ? NONE : String.format(Locale.ROOT, "%.2f %%", ratio * 100);
  }
}
