package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.reports.ConsoleReport;
import io.openmeet.loadtest.reports.RunReport;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a run's result and writes no file. */
@Command(
    name = "show",
    description = "Prints a run's verdict, service levels and figures; writes no file.")
final class ShowCommand implements Callable<Integer> {
  @Mixin private RunArgument run;
  @Mixin private HistoryFolder history;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path folder = run.folder();
    RunResult result = RunDirectory.read(folder);
    RunReport report = RunReport.of(result, folder, history.history());
    spec.commandLine().getOut().print(ConsoleReport.of(report));
    return ExitCode.of(result.outcome().verdict());
  }
}
