package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.launch.GatlingCommand;
import io.openmeet.loadtest.reports.MergedRunReports;
import io.openmeet.loadtest.reports.Scorecard;
import io.openmeet.loadtest.results.MergedRunFolder;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * Merges the runs of several injectors and prints the result.
 *
 * @param gatling makes Gatling's own report
 * @param history to which the merged run is added
 */
record RunMerge(GatlingCommand gatling, RunHistory history, PrintWriter out) {

  /**
   * @param runs folders of the runs
   * @param merged folder of the merged run, which does not exist or is empty
   * @return the command's exit code
   */
  int of(List<Path> runs, Path merged) throws IOException, InterruptedException {
    MergedRunFolder.make(runs, merged);
    RunResult result = new MergedRunReports(gatling, history, out::print).write(merged);
    out.println();
    out.println("Reports are in " + merged.resolve(Scorecard.NAME));
    return ExitCode.of(result.outcome().verdict());
  }
}
