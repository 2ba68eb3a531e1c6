package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.reports.ConsoleReport;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunResult;
import java.io.IOException;
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
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    RunResult result = RunDirectory.read(run.folder());
    spec.commandLine().getOut().print(ConsoleReport.of(result));
    return ExitCode.of(result.outcome().verdict());
  }
}
