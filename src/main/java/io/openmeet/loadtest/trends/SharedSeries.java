package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.results.WorkFigure;
import java.util.HashMap;
import java.util.Map;

/**
 * All runs have nearly the same series of work, so names and labels are in memory only once; a
 * history is several times as big otherwise.
 */
final class SharedSeries {
  private final Map<String, String> metrics = new HashMap<>();
  private final Map<Map<String, String>, Map<String, String>> labels = new HashMap<>();

  /** The same entry. */
  HistoryEntry in(HistoryEntry entry) {
    return entry.withWork(entry.work().stream().map(this::in).toList());
  }

  private WorkFigure in(WorkFigure figure) {
    return new WorkFigure(
        metrics.computeIfAbsent(figure.metric(), first -> first),
        labels.computeIfAbsent(figure.labels(), first -> first),
        figure.perRequest());
  }
}
