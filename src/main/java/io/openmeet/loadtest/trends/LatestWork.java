package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.results.RunVerdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest valid run of a simulation and profile, and the figures of work that left their noise
 * in it.
 *
 * @param moved the largest change first; empty when nothing moved or when there is no baseline
 */
public record LatestWork(HistoryEntry run, List<WorkChange> moved) {
  public LatestWork {
    moved = List.copyOf(moved);
  }

  /**
   * One for each simulation and profile that has a valid run.
   *
   * @param runs in the order of their starts
   */
  public static List<LatestWork> of(List<HistoryEntry> runs, List<Acknowledgement> acknowledged) {
    Map<String, HistoryEntry> newest = new LinkedHashMap<>();
    runs.stream()
        .filter(run -> run.verdict() != RunVerdict.INVALID)
        .forEach(run -> newest.put(run.simulation() + " " + run.profile(), run));
    return newest.values().stream()
        .map(run -> new LatestWork(run, WorkBaseline.compare(runs, run, acknowledged).moved()))
        .toList();
  }

  /** Whether the target works more for a request than before. */
  public boolean isRegression() {
    return moved.stream().anyMatch(WorkChange::isWorse);
  }
}
