package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.results.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Every format there is. */
public final class RunReports {
  private static final Path WHERE_RUNS_ARE_MADE = Path.of("target", "gatling");

  private RunReports() {}

  /**
   * Writes all formats into the folder of a run that has just ended, and the list of all runs
   * beside the folder anew.
   *
   * @param gatlingReport whether Gatling's own will follow
   * @throws IOException the first that went wrong; the others are written all the same
   */
  public static void atEndOfRun(RunResult result, Path folder, boolean gatlingReport)
      throws IOException {
    write(result, folder, new Scorecard(true, gatlingReport));
    Portal.write(results(folder), gatlingReport ? folder : null);
  }

  /**
   * The same for an older run, with Gatling's report or without. The list of all runs is written
   * where there is one, or where runs are made; nowhere else is the folder around a run touched.
   */
  public static void again(RunResult result, Path folder) throws IOException {
    boolean gatlingReport = Files.exists(folder.resolve(GatlingReportLink.GATLING_REPORT));
    boolean portal = Portal.isIn(results(folder)) || results(folder).endsWith(WHERE_RUNS_ARE_MADE);
    write(result, folder, new Scorecard(portal, gatlingReport));
    GatlingReportLink.add(folder);
    if (portal) {
      Portal.write(results(folder));
    }
  }

  private static Path results(Path runFolder) {
    return runFolder.toAbsolutePath().normalize().getParent();
  }

  private static void write(RunResult result, Path folder, Scorecard scorecard) throws IOException {
    List<RunReport> all =
        List.of(new ResultsJson(), new JunitXml(), new SummaryMarkdown(), scorecard);
    IOException first = null;
    for (RunReport report : all) {
      try {
        report.write(result, folder);
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
