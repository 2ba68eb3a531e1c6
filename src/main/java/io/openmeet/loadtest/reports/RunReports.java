package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.results.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Every format there is. */
public final class RunReports {
  private static final List<RunReport> ALL =
      List.of(new ResultsJson(), new JunitXml(), new SummaryMarkdown());

  private RunReports() {}

  /**
   * Writes them all. One that cannot be written does not keep the others from being tried.
   *
   * @throws IOException the first that went wrong
   */
  public static void write(RunResult result, Path folder) throws IOException {
    IOException first = null;
    for (RunReport report : ALL) {
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
