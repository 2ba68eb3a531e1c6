package io.openmeet.loadtest.trends;

/**
 * How finely a figure can be judged.
 *
 * @param resolution the smallest difference that the figure can show, in its unit
 * @param leastDifference a smaller change matters to nobody, in the figure's unit
 */
record Scale(double resolution, double leastDifference) {
  /** Of the level: figures without any noise do not exist. */
  private static final double LEAST_NOISE = 0.005;

  /** Ratios and scores near 0 change by a large part of themselves without any importance. */
  private static final double LEAST_PART_OF_LIMIT = 0.05;

  static Scale of(Series series) {
    double resolution = 0;
    double leastDifference = 0;
    for (Point point : series.points()) {
      resolution = Math.max(resolution, point.resolution());
      if (series.figure().isOftenNearZero()) {
        leastDifference = LEAST_PART_OF_LIMIT * point.limit();
      }
    }
    return new Scale(resolution, Math.max(leastDifference, 2 * resolution));
  }

  /** The smallest change of a level that counts. */
  double leastChange(double level) {
    return Math.max(StepTest.LEAST_CHANGE * Math.abs(level), leastDifference);
  }

  /** A standard deviation: rounding hides a smaller one. */
  double leastNoise(double level) {
    return Math.max(LEAST_NOISE * Math.abs(level), resolution / 2);
  }
}
