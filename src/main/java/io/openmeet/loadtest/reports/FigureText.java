package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.sla.NumberText;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers for people, the same under every locale. */
final class FigureText {
  static final String NONE = "-";

  private FigureText() {}

  static String count(long count) {
    return NumberText.count(count);
  }

  /** Each count after its name. */
  static String counts(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(named -> PlainText.of(named.getKey()) + " " + count(named.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** With the unit; a dash for null. */
  static String ms(Number ms) {
    return ms == null ? NONE : NumberText.rounded(ms.doubleValue(), 0) + " ms";
  }

  static String perSecond(double value) {
    return NumberText.rounded(value, value < 100 ? 1 : 0) + "/s";
  }

  /**
   * @param ratio 0-1, or null
   */
  static String percent(Double ratio) {
    return ratio == null ? NONE : NumberText.percent(ratio, 2);
  }
}
