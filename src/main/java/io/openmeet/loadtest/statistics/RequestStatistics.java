package io.openmeet.loadtest.statistics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Statistics of one request name, or of several together, within the window.
 *
 * @param name groups and request, joined by {@value #SEPARATOR}
 * @param path the groups around the request, outermost first, then its name; empty for several
 *     together
 * @param all response times of the requests that started in the window, failed ones included;
 *     service levels are judged by these, as in Gatling's own assertions
 * @param ok response times of those that succeeded
 * @param ko response times of those that failed
 * @param completed requests that ended in the window, whenever they started
 * @param seconds length of the window
 */
public record RequestStatistics(
    String name,
    List<String> path,
    Distribution all,
    Distribution ok,
    Distribution ko,
    long completed,
    double seconds) {
  public static final String SEPARATOR = " / ";

  /** Throughput: requests completed per second of the window. */
  public double rps() {
    return completed / seconds;
  }

  /** Share of the started requests that failed, a ratio 0-1; empty when none started. */
  public OptionalDouble errorRatio() {
    return all.count() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) ko.count() / all.count());
  }

  /** Several requests taken together. */
  static RequestStatistics together(String name, List<RequestStatistics> parts, double seconds) {
    return new RequestStatistics(
        name,
        List.of(),
        Histogram.merge(parts.stream().map(RequestStatistics::all).toList()),
        Histogram.merge(parts.stream().map(RequestStatistics::ok).toList()),
        Histogram.merge(parts.stream().map(RequestStatistics::ko).toList()),
        parts.stream().mapToLong(RequestStatistics::completed).sum(),
        seconds);
  }
}
