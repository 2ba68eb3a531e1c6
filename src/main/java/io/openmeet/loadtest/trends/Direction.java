package io.openmeet.loadtest.trends;

/** Which way a figure gets worse. */
public enum Direction {
  LOWER_IS_BETTER,
  HIGHER_IS_BETTER,
  /** Neither way is known to be worse. */
  NEUTRAL;

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
