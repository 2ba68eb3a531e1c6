package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.reports.PlainText;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The history that a command reads. */
final class HistoryFolder {
  /** ci/loadtest sets the property. */
  @Option(
      names = "--history",
      paramLabel = "<folder>",
      description = "The history's folder, if runs had -Dhistory; default: ${DEFAULT-VALUE}.")
  private Path folder = Path.of(System.getProperty("loadtest.history", "history"));

  Path path() {
    return folder;
  }

  RunHistory history() {
    return new RunHistory(folder);
  }

  static void print(PrintWriter err, Path file, List<RunHistory.Skipped> skipped) {
    skipped.forEach(
        line ->
            err.printf(
                "%s line %d is skipped: %s.%n", file, line.line(), PlainText.of(line.reason())));
  }
}
