package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes all reports of a run. */
public final class Reports {
  private static final Path GATLING_RESULTS = Path.of("target", "gatling");

  private Reports() {}

  /**
   * Writes all formats into the folder of a run that has just ended. The list of all runs follows
   * when the history has the run: {@link Portal#atEndOfRun}.
   *
   * @param gatlingReport whether Gatling will write its own report later
   * @throws IOException the first failure; the other reports are written nevertheless
   */
  public static void atEndOfRun(RunReport report, Path folder, boolean gatlingReport)
      throws IOException {
    write(report, folder, new Scorecard(/* portal= */ true, gatlingReport));
  }

  /**
   * Writes all formats of an older run again. The list of all runs is written only where a list
   * exists or where Gatling makes runs; other folders are not changed.
   *
   * @param history for the trends in the list
   */
  public static void rewrite(RunReport report, Path folder, RunHistory history) throws IOException {
    boolean gatlingReport = Files.exists(folder.resolve(GatlingReportLink.GATLING_REPORT));
    Path results = Portal.of(folder);
    boolean portal = Portal.isIn(results) || results.endsWith(GATLING_RESULTS);
    write(report, folder, new Scorecard(portal, gatlingReport));
    GatlingReportLink.add(folder);
    if (portal) {
      Portal.write(results, history);
    }
  }

  /**
   * Adds a run that has ended to the history. The outcome is the same whether or not the history
   * can be written. Of several injectors, only the merged run counts.
   *
   * @return empty, or lines that say why the history does not have the run
   */
  public static String addToHistory(RunResult result, Path folder, RunHistory history) {
    if (result.identity().share() != null) {
      return "";
    }
    try {
      String run = folder.toAbsolutePath().normalize().getFileName().toString();
      history.append(HistoryEntry.of(result, run));
      return "";
    } catch (IOException | RuntimeException unwritable) {
      return WrappedText.of(
          "",
          "",
          "The history does not have this run: %s cannot be written (%s); correct this, or name another folder for the history."
              .formatted(history.file(), unwritable));
    }
  }

  private static void write(RunReport report, Path folder, Scorecard scorecard) throws IOException {
    List<ReportWriter> all =
        List.of(new ResultsJson(), new JunitXml(), new SummaryMarkdown(), scorecard);
    IOException first = null;
    for (ReportWriter format : all) {
      try {
        format.write(report, folder);
      } catch (IOException unwritable) {
        if (first == null) {
          first = unwritable;
        } else {
          first.addSuppressed(unwritable);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
