package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.sla.Unit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Histories of 60 nights of 40 series with a noise of 5 %; the same in every run. */
record SimulatedHistories(Noise noise, int number) {
  static final int NIGHTS = 60;
  static final int SERIES = 40;

  private static final double LEVEL = 200;
  private static final double NOISE = 0.05;
  private static final Instant FIRST_NIGHT = Instant.parse("2026-01-01T03:00:00Z");

  /** The share, 0-1, of the histories of which a look in any night shows a false regression. */
  double falseAlertRate() {
    return shareOf(
        number,
        history ->
            IntStream.range(0, SERIES)
                .anyMatch(
                    series ->
                        isFalseAlert(trend(history * SERIES + series, night -> 1).changes())));
  }

  private static boolean isFalseAlert(List<ChangePoint> changes) {
    return changes.stream().anyMatch(change -> change.kind() == ChangePoint.Kind.REGRESSION);
  }

  /**
   * The share, 0-1, of series in which a step is found in time and placed within a night.
   *
   * @param first index of the first night of the new level
   * @param size as a ratio of the old level
   * @param within the greatest number of nights of the new level
   */
  double foundRate(int first, double size, int within) {
    return shareOf(
        number,
        series ->
            trend(series, night -> night < first ? 1 : 1 + size).changes().stream()
                .filter(change -> change.kind() == ChangePoint.Kind.REGRESSION)
                .anyMatch(
                    change ->
                        Math.abs(change.index() - first) <= 1
                            && change.foundAt() < first + within));
  }

  /**
   * The share, 0-1, of series in which a drift is found in time.
   *
   * @param first index of the last night at the old level
   * @param each growth in a night, as a ratio of the old level
   */
  double driftFoundRate(int first, double each, int within) {
    return shareOf(
        number,
        series ->
            trend(series, night -> 1 + each * Math.max(0, night - first)).changes().stream()
                .filter(change -> change.kind() == ChangePoint.Kind.REGRESSION)
                .anyMatch(
                    change -> change.index() >= first - 1 && change.foundAt() <= first + within));
  }

  private static double shareOf(int number, Predicate<Integer> holds) {
    return (double) IntStream.range(0, number).parallel().boxed().filter(holds).count() / number;
  }

  private Trend trend(int seed, IntToDoubleFunction level) {
    double[] nights = noise.nights(NIGHTS, new Random(1_000_003L * seed + noise.ordinal()));
    double[] values =
        IntStream.range(0, NIGHTS)
            .mapToDouble(night -> LEVEL * (level.applyAsDouble(night) + NOISE * nights[night]))
            .toArray();
    return ChangeDetection.trend(series(values), SERIES, List.of());
  }

  /** A series of times with one value a night. */
  static Series series(double... values) {
    return series(new Figure("api-p95", Unit.MILLISECONDS, Direction.LOWER_IS_BETTER), 1, values);
  }

  static Series series(Figure figure, double resolution, double... values) {
    List<Point> points = new ArrayList<>();
    for (int night = 0; night < values.length; night++) {
      String startedAt = FIRST_NIGHT.plus(night, ChronoUnit.DAYS).toString();
      points.add(
          new Point(
              "night-" + night, startedAt, null, values[night], null, null, 500.0, resolution));
    }
    return new Series("0123456789ab", "ApiSimulation", "smoke", figure, points, List.of());
  }
}
