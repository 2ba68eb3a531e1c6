package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.launch.ChildProcess;
import io.openmeet.loadtest.launch.GatlingCommand;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What a run leaves at its end, for a run that was merged from the runs of several injectors. */
public final class MergedRunReports {
  private static final String GATLINGS_OUTPUT = "gatling-report.log";

  private final GatlingCommand gatling;
  private final RunHistory history;
  private final Consumer<String> out;

  /**
   * @param gatling makes Gatling's own report
   * @param out receives the console report
   */
  public MergedRunReports(GatlingCommand gatling, RunHistory history, Consumer<String> out) {
    this.gatling = gatling;
    this.history = history;
    this.out = out;
  }

  /**
   * Prints the result, writes Gatling's report and all of ours, and adds the run to the history and
   * to the list of all runs.
   *
   * @param merged the folder of the merged run
   * @throws IOException when a file cannot be read or written
   * @throws InterruptedException when this JVM or this thread is ended first
   */
  public RunResult write(Path merged) throws IOException, InterruptedException {
    RunResult result = RunDirectory.read(merged);
    if (GatlingReportLink.isToFollow(result)) {
      writeGatlingsReport(merged);
    }
    RunReport report = RunReport.of(result, merged, history);
    out.accept(ConsoleReport.of(report));
    out.accept(Reports.addToHistory(result, merged, history));
    Reports.rewrite(report, merged, history);
    return result;
  }

  /** The verdict does not need Gatling's report. */
  private void writeGatlingsReport(Path merged) throws InterruptedException {
    try {
      RunDirectory.leaveTheWindowToGatling(merged, RunDirectory.observations(merged).orElseThrow());
      Path output = merged.resolve(GATLINGS_OUTPUT);
      ProcessBuilder builder =
          new ProcessBuilder(gatling.report(merged))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      try (ChildProcess process = ChildProcess.start(builder, "correct JAVA_HOME")) {
        process.waitFor(); // its exit code is about Gatling's assertions, which are estimates
      }
      if (!Files.exists(merged.resolve(GatlingReportLink.GATLING_REPORT))) {
        print("Gatling's report was not written; see " + output + ".");
      } else {
        Files.delete(output);
      }
    } catch (IOException impossible) {
      print("Gatling's report was not written: " + impossible.getMessage());
    }
  }

  private void print(String sentence) {
    out.accept(WrappedText.of("", "", sentence));
  }
}
