package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.comparison.ValueRange;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.sla.Unit;
import java.util.stream.Stream;

/** Values of compared metrics for people. */
final class MetricText {
  private static final int DIGITS = 3;

  private MetricText() {}

  /** With the unit; a histogram's bucket is a range. */
  static String of(ValueRange figure, String unit) {
    if (figure.isExact()) {
      return of(figure.low(), unit);
    }
    return Double.isInfinite(figure.high())
        ? "over " + of(figure.low(), unit)
        : of(figure.low(), unit) + " to " + of(figure.high(), unit);
  }

  private static String of(double value, String unit) {
    return Stream.of(Unit.values())
        .filter(known -> known.label().equals(unit))
        .findFirst()
        .map(
            known ->
                switch (known) {
                  case RATIO -> NumberText.percent(value, 2);
                  case SCORE -> significant(value);
                  default -> significant(value) + " " + unit;
                })
        .orElseGet(() -> significant(value));
  }

  /** Three digits that count, or all digits before the point. */
  static String significant(double value) {
    if (value == 0) {
      return "0";
    }
    int digitsBefore = (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    return NumberText.text(value, Math.max(0, DIGITS - digitsBefore));
  }

  /** US dollars and cents. */
  static String usd(double usd) {
    return NumberText.rounded(usd, 2) + " USD";
  }
}
