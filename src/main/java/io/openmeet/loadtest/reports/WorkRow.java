package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.trends.WorkChange;
import java.util.List;

/**
 * A figure of work as a row of text.
 *
 * @param usual null without a baseline, as are {@code difference} and {@code noise}
 * @param moved whether the figure left its noise
 */
record WorkRow(
    String series, String usual, String actual, String difference, String noise, boolean moved) {

  /** The figures that moved first; without a baseline, in the order of their names. */
  static List<WorkRow> of(RunReport report) {
    return report.work().isKnown()
        ? report.work().changes().stream().map(WorkRow::of).toList()
        : report.result().figures().work().stream()
            .map(
                figure ->
                    new WorkRow(
                        WorkText.series(figure),
                        null,
                        WorkText.number(figure.perRequest()),
                        null,
                        null,
                        false))
            .toList();
  }

  private static WorkRow of(WorkChange change) {
    return new WorkRow(
        WorkText.series(change.figure()),
        WorkText.usual(change),
        WorkText.number(change.figure().perRequest()),
        WorkText.difference(change),
        WorkText.noise(change),
        change.moved());
  }
}
