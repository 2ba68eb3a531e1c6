package io.openmeet.loadtest.trends;

import java.util.List;
import java.util.Optional;

/**
 * The work of a run against the runs before it.
 *
 * @param runs number of earlier comparable runs that have figures of work; at most {@value
 *     WorkBaseline#MOST_RUNS}
 * @param changes those that moved first, the largest first; then those within their noise; then
 *     those that are not judged. Empty without a comparison
 * @param objection why there is no comparison, a sentence; null when there is one, or when the
 *     run's work is not known
 */
public record WorkComparison(int runs, List<WorkChange> changes, String objection) {
  public WorkComparison {
    changes = List.copyOf(changes);
  }

  /** Of a run whose work is not known. */
  public static final WorkComparison UNKNOWN = new WorkComparison(0, List.of(), null);

  /**
   * @param objection a sentence
   */
  public static WorkComparison none(int runs, String objection) {
    return new WorkComparison(runs, List.of(), objection);
  }

  public boolean isKnown() {
    return !changes.isEmpty();
  }

  /** The figures that left their noise, the largest change first. */
  public List<WorkChange> moved() {
    return changes.stream().filter(WorkChange::moved).toList();
  }

  /** Number of figures that could have moved. */
  public long judged() {
    return changes.stream()
        .filter(change -> change.movement() != WorkChange.Movement.NOT_JUDGED)
        .count();
  }

  /** The series' change; empty when the run and the earlier runs do not have it. */
  public Optional<WorkChange> of(String series) {
    return changes.stream().filter(change -> change.figure().series().equals(series)).findFirst();
  }
}
