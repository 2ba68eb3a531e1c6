package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.launch.GatlingCommand;
import io.openmeet.loadtest.launch.LoadTestClasses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one run of the runs of several injectors. */
@Command(
    name = "merge",
    description = {
      "Merges the runs of several injectors (-Dinjector=1/2 and 2/2, for instance) into one run, writes all its reports, and adds it to the history.",
      "A missing, duplicate, foreign or changed run is named, and makes the merged run INVALID."
    })
final class MergeCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "<run>",
      description = "The run's folder of each injector, or its name below target/gatling.")
  private List<Path> runs;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "<run>",
      description = "The folder of the merged run: a new or empty one.")
  private Path merged;

  @Mixin private HistoryFolder history;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    GatlingCommand gatling = new GatlingCommand(LoadTestClasses.read(), ProjectFolder.path());
    List<Path> folders = runs.stream().map(RunArgument::folder).toList();
    try {
      return new RunMerge(gatling, history.history(), spec.commandLine().getOut())
          .of(folders, merged);
    } catch (InterruptedException stopped) {
      return ExitCode.USAGE;
    }
  }
}
