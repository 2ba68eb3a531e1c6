package io.openmeet.loadtest.bench.peers;

import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.statistics.Window;
import io.openmeet.loadtest.target.MetricsDifference;
import java.util.List;
import java.util.Optional;

/**
 * The part of a tool's run in which it sends its load, without its start and its end.
 *
 * @param first reading within the load
 * @param last reading within the load
 */
record LoadStretch(Reading first, Reading last) {
  private static final double MICROS_PER_SECOND = 1e6;

  /**
   * From the first reading that shows new requests to the one before the last that does: the load
   * begins before the one, and ends after the other.
   *
   * @param readings in the order of time
   * @return empty when the API saw requests for less than about two seconds
   */
  static Optional<LoadStretch> of(List<Reading> readings) {
    int first = -1;
    int last = -1;
    for (int i = 1; i < readings.size(); i++) {
      if (readings.get(i).requests() > readings.get(i - 1).requests()) {
        first = first < 0 ? i : first;
        last = i - 1;
      }
    }
    return between(readings, first, last);
  }

  /**
   * The part in a measured window.
   *
   * @param readings in the order of time
   * @return empty when fewer than two readings are in the window, or none shows new requests
   */
  static Optional<LoadStretch> within(Window window, List<Reading> readings) {
    List<Reading> inside =
        readings.stream().filter(reading -> window.contains(reading.atMs())).toList();
    return between(inside, 0, inside.size() - 1);
  }

  private static Optional<LoadStretch> between(List<Reading> readings, int first, int last) {
    if (first < 0 || last <= first) {
      return Optional.empty();
    }
    LoadStretch load = new LoadStretch(readings.get(first), readings.get(last));
    return load.requests() > 0 ? Optional.of(load) : Optional.empty();
  }

  /** Requests/s, as the API counted them. */
  double requestsPerSecond() {
    return requests() / ((last.atMs() - first.atMs()) / 1000.0);
  }

  /** The tool's CPU time, in microseconds. */
  double cpuMicrosPerRequest() {
    return (last.cpuSeconds() - first.cpuSeconds()) * MICROS_PER_SECOND / requests();
  }

  /**
   * The API's own response times: the bucket of its histogram, in milliseconds.
   *
   * @param percentile 0-100
   */
  Measured responseTime(double percentile) {
    return new MetricsDifference(first.metrics(), last.metrics(), requests())
        .percentile(Reading.REQUESTS, percentile);
  }

  private double requests() {
    return last.requests() - first.requests();
  }
}
