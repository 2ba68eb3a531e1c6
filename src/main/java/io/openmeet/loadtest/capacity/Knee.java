package io.openmeet.loadtest.capacity;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * The load with the highest power: answers per second divided by their P95. Below it, more load
 * brings more answers at almost the same time; above it, mostly longer times.
 *
 * <p>Source: L. Kleinrock, Power and Deterministic Rules of Thumb for Probabilistic Problems in
 * Computer Communications, ICC 1979, 43.1.1 to 43.1.10
 */
final class Knee {
  /** With fewer loads, there is no curve. */
  private static final int LEAST_LOADS = 3;

  private Knee() {}

  /** Empty when too few loads have valid trials. */
  static OptionalInt of(List<LoadPoint> points) {
    List<LoadPoint> measured = points.stream().filter(point -> point.p95Ms() != null).toList();
    return measured.size() < LEAST_LOADS
        ? OptionalInt.empty()
        : measured.stream()
            .max(Comparator.comparingDouble(Knee::power))
            .map(LoadPoint::load)
            .map(OptionalInt::of)
            .orElseThrow();
  }

  /** Times are whole milliseconds: 0 ms means up to 1 ms. */
  private static double power(LoadPoint point) {
    return point.answeredPerSecond() / Math.max(1, point.p95Ms());
  }
}
