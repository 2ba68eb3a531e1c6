package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.reports.ConsoleReport;
import io.openmeet.loadtest.reports.Reports;
import io.openmeet.loadtest.reports.RunReport;
import io.openmeet.loadtest.reports.Scorecard;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes all report files of a run again. */
@Command(
    name = "report",
    description =
        "Writes results.json, junit.xml, summary.md and scorecard.html of a run again, from its log and observations.")
final class ReportCommand implements Callable<Integer> {
  @Mixin private RunArgument run;
  @Mixin private HistoryFolder history;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path folder = run.folder();
    RunResult result = RunDirectory.read(folder);
    RunReport report = RunReport.of(result, folder, history.history());
    Reports.rewrite(report, folder, history.history());
    spec.commandLine().getOut().print(ConsoleReport.of(report));
    spec.commandLine().getOut().println();
    spec.commandLine().getOut().println("Reports are in " + folder.resolve(Scorecard.NAME));
    return ExitCode.of(result.outcome().verdict());
  }
}
