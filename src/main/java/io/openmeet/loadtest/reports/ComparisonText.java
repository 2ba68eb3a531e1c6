package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.comparison.Change;
import io.openmeet.loadtest.comparison.Metric;
import io.openmeet.loadtest.comparison.MetricComparison;
import io.openmeet.loadtest.comparison.ValueRange;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.sla.Unit;
import java.util.stream.Stream;

/** Figures of comparisons for people. */
final class ComparisonText {
  private static final double LEAST_P = 0.0001;

  private ComparisonText() {}

  /**
   * @param figure or null
   */
  static String figure(Metric metric, ValueRange figure) {
    if (figure == null) {
      return FigureText.NONE;
    }
    if (metric.kind() == Metric.Kind.WORK) {
      return amount(figure.low()); // the table's heading has the unit
    }
    return Stream.of(Unit.values())
        .filter(unit -> unit.label().equals(metric.unit()))
        .findFirst()
        .map(unit -> inUnit(unit, figure))
        .orElseThrow();
  }

  private static String inUnit(Unit unit, ValueRange figure) {
    return figure.isExact()
        ? unit.text(figure.low())
        : new Measured.Interval(figure.low(), figure.high()).text(unit, figure.low());
  }

  /** Work for each request may be bytes or a thousandth of a query. */
  private static String amount(double value) {
    return NumberText.rounded(value, value >= 1_000 ? 0 : value >= 10 ? 1 : 3);
  }

  /** The change of a figure, such as {@code +12.5 %}. */
  static String change(Change change) {
    if (change.ratio().isPresent()) {
      return change(change.ratio().getAsDouble());
    }
    return change.before() == null
        ? "new"
        : change.after() == null
            ? "gone"
            : change.before().equals(change.after()) ? "same" : FigureText.NONE;
  }

  /**
   * @param ratio above 0
   */
  static String change(double ratio) {
    double percent = (ratio - 1) * 100;
    return (percent > 0 ? "+" : "") + NumberText.text(percent, 1) + " %";
  }

  /** The ratio's interval as changes; a dash without one. */
  static String interval(MetricComparison comparison) {
    return comparison.low() == null
        ? FigureText.NONE
        : change(comparison.low()) + " to " + change(comparison.high());
  }

  /**
   * @param p 0-1, or null
   */
  static String p(Double p) {
    return p == null
        ? FigureText.NONE
        : p < LEAST_P ? "< " + NumberText.plain(LEAST_P) : NumberText.text(p, 4);
  }
}
