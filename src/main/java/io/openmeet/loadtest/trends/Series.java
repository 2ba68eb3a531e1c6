package io.openmeet.loadtest.trends;

import java.util.List;

/**
 * The values of a figure over the comparable runs: they have the same fingerprint, and none is
 * INVALID.
 *
 * @param simulation the class, without its package
 * @param points in the order of their starts, the newest last; runs without the figure have none
 * @param gaps the INVALID runs, in the order of their starts; they have no value
 */
public record Series(
    String fingerprint,
    String simulation,
    String profile,
    Figure figure,
    List<Point> points,
    List<Gap> gaps) {

  /**
   * An INVALID run between the points.
   *
   * @param run name of the run's folder
   */
  public record Gap(String run, String startedAt) {}

  public Series {
    points = List.copyOf(points);
    gaps = List.copyOf(gaps);
  }

  /** The newest point; a series has at least one. */
  public Point last() {
    return points.get(points.size() - 1);
  }

  /**
   * Index of the first point of that time or later; the number of points when there is none.
   *
   * @param startedAt start of a run in UTC; texts of times sort like the times
   */
  int indexFrom(String startedAt) {
    int index = 0;
    while (index < points.size() && points.get(index).startedAt().compareTo(startedAt) < 0) {
      index++;
    }
    return index;
  }

  double[] values() {
    return points.stream().mapToDouble(Point::value).toArray();
  }
}
