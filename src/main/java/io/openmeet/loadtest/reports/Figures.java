package io.openmeet.loadtest.reports;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers for people, the same under every locale. */
final class Figures {
  static final String NONE = "-";

  private Figures() {}

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Each with its name before it. */
  static String counts(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(named -> PlainText.of(named.getKey()) + " " + count(named.getValue()))
        .collect(Collectors.joining(", "));
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
