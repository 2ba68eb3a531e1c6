package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.results.FileProblem;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.RunHistory;
import io.openmeet.loadtest.trends.WorkBaseline;
import io.openmeet.loadtest.trends.WorkComparison;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What reports show of a run.
 *
 * @param work the run's work against the runs before it. results.json does not have it, because
 *     that file contains only what the run's own log and observations prove
 */
public record RunReport(RunResult result, WorkComparison work) {
  /** Of a run that is compared with none. */
  public static RunReport alone(RunResult result) {
    return new RunReport(result, WorkComparison.UNKNOWN);
  }

  /**
   * Compares the run with those in the history that began before it. A history that cannot be read,
   * or a result that it could not contain, costs only the comparison.
   *
   * @param folder of the run
   */
  public static RunReport of(RunResult result, Path folder, RunHistory history) {
    if (result.environment() == null || result.figures().work().isEmpty()) {
      return alone(result);
    }
    String run = folder.toAbsolutePath().normalize().getFileName().toString();
    try {
      return new RunReport(
          result,
          WorkBaseline.compare(
              history.read().runs(),
              HistoryEntry.of(result, run),
              history.acknowledgements().read().all()));
    } catch (IOException unreadable) {
      return new RunReport(
          result,
          WorkComparison.none(
              0,
              "Work for each request is not compared: %s cannot be read (%s)."
                  .formatted(history.file(), FileProblem.reason(unreadable))));
    } catch (IllegalArgumentException impossible) {
      return new RunReport(
          result,
          WorkComparison.none(
              0,
              "Work for each request is not compared: the run has an impossible value (%s)."
                  .formatted(impossible.getMessage())));
    }
  }
}
