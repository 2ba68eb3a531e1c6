package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.trends.WorkChange;
import io.openmeet.loadtest.trends.WorkChange.Movement;

/** Figures of work for people. */
final class WorkText {
  private WorkText() {}

  static String number(double value) {
    return NumberText.significant(value);
  }

  /** The series on one line; a very long one is cut. */
  static String series(WorkFigure figure) {
    return PlainText.of(figure.series());
  }

  static String usual(WorkChange change) {
    return number(change.usual());
  }

  /** Such as {@code +680 %}. */
  static String difference(WorkChange change) {
    if (change.movement() == Movement.NEW) {
      return "new";
    }
    Double ratio = change.differenceRatio();
    if (ratio == null) {
      return change.figure().perRequest() == 0 ? FigureText.NONE : "usually none";
    }
    return (ratio < 0 ? "-" : "+") + NumberText.percent(Math.abs(ratio), 0);
  }

  static String noise(WorkChange change) {
    return change.noiseRatio() == null
        ? FigureText.NONE
        : NumberText.percent(change.noiseRatio(), 0);
  }

  /** A line that says what moved, and how far. */
  static String line(WorkChange change) {
    String noise = change.noiseRatio() == null ? "" : ", noise " + noise(change);
    return "%s: %s -> %s for each request (%s%s)"
        .formatted(
            series(change.figure()),
            usual(change),
            number(change.figure().perRequest()),
            difference(change),
            noise);
  }
}
