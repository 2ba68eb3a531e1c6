package io.openmeet.loadtest.dashboard.remotewrite;

import io.openmeet.loadtest.dashboard.remotewrite.TimeSeries.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Makes samples of a run's values, and ends each series that has no value any more. Otherwise
 * Prometheus would go on with its last value for five minutes.
 */
final class SentSeries {
  private final Set<SortedMap<String, String>> open = new HashSet<>();

  /** The new samples of a moment; a series that has gone since the last moment ends. */
  List<TimeSeries> at(long atMs, Map<SortedMap<String, String>, Double> values) {
    List<TimeSeries> series = new ArrayList<>();
    values.forEach(
        (labels, value) -> series.add(new TimeSeries(labels, List.of(Sample.of(value, atMs)))));
    open.stream()
        .filter(labels -> !values.containsKey(labels))
        .forEach(labels -> series.add(new TimeSeries(labels, List.of(Sample.end(atMs)))));
    open.addAll(values.keySet());
    return series;
  }

  /**
   * The last samples of all series.
   *
   * @param atMs the moment of the values
   * @param endMs when the series end; later than {@code atMs}
   */
  List<TimeSeries> last(long atMs, Map<SortedMap<String, String>, Double> values, long endMs) {
    return at(atMs, values).stream()
        .map(
            series ->
                values.containsKey(series.labels())
                    ? new TimeSeries(
                        series.labels(), List.of(series.samples().get(0), Sample.end(endMs)))
                    : series)
        .toList();
  }

  /** To be called when a receiver has taken samples: what ended in them needs no second end. */
  void taken(Map<SortedMap<String, String>, Double> values) {
    open.retainAll(values.keySet());
  }
}
