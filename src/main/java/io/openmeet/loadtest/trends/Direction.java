package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.results.WorkFigure;

/** Which way a figure gets worse. */
public enum Direction {
  LOWER_IS_BETTER,
  HIGHER_IS_BETTER,
  /** Neither way is known to be worse. */
  NEUTRAL;

  /** More work is worse, unless it is what a cache spared. */
  static Direction of(WorkFigure figure) {
    return figure.labels().containsValue("hit") ? NEUTRAL : LOWER_IS_BETTER;
  }

  /** What a change of the level means. */
  ChangePoint.Kind kind(double before, double after) {
    if (this == NEUTRAL) {
      return ChangePoint.Kind.CHANGE;
    }
    return after > before == (this == LOWER_IS_BETTER)
        ? ChangePoint.Kind.REGRESSION
        : ChangePoint.Kind.IMPROVEMENT;
  }
}
