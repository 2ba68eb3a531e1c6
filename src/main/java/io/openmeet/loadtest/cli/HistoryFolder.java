package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.trends.RunHistory;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The history that a command compares a run with. */
final class HistoryFolder {
  /** ci/loadtest sets the property. */
  @Option(
      names = "--history",
      paramLabel = "<folder>",
      description =
          "The folder of the history whose earlier runs the run is compared with, if runs had -Dhistory; default: ${DEFAULT-VALUE}.")
  private Path folder = Path.of(System.getProperty("loadtest.history", "history"));

  RunHistory history() {
    return new RunHistory(folder);
  }
}
