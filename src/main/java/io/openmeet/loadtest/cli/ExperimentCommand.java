package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.comparison.Experiment;
import io.openmeet.loadtest.comparison.ExperimentPlan;
import io.openmeet.loadtest.comparison.ExperimentResult;
import io.openmeet.loadtest.comparison.MavenRuns;
import io.openmeet.loadtest.comparison.SideOptions;
import io.openmeet.loadtest.launch.Simulations;
import io.openmeet.loadtest.reports.ExperimentReports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes pairs of runs with two sets of options, and says what is certain about the difference. */
@Command(
    name = "experiment",
    description = {
      "Compares two sets of options: makes pairs of runs in the order ABBAABBA..., each in a new process, and judges the ratio B/A of each figure over the pairs.",
      "The number of pairs is fixed at the start. After Ctrl-C, the same command goes on with the runs that are missing."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the experiment was analysed, whatever the verdicts",
      "2:wrong usage, a run has no result, or the experiment was stopped",
      "3:fewer than three pairs are valid, so there is no verdict"
    })
final class ExperimentCommand implements Callable<Integer> {
  /** ci/loadtest sets the property. */
  private static final Path PROJECT =
      Path.of(System.getProperty("loadtest.project", "")).toAbsolutePath();

  /** A new experiment, or the same one again. */
  private static final class Start {
    @Option(
        names = "--a",
        required = true,
        paramLabel = "<options>",
        description =
            "Properties of mvn gatling:test for side A, the baseline, such as \"-Dreference.tuning=baseline\"; \"\" for none.")
    private String a;

    @Option(
        names = "--b",
        required = true,
        paramLabel = "<options>",
        description = "The same for side B.")
    private String b;

    @Option(
        names = "--pairs",
        defaultValue = "10",
        paramLabel = "<number>",
        description = "Pairs of runs, 1 or more; default: ${DEFAULT-VALUE}.")
    private int pairs;

    @Option(
        names = "--simulation",
        defaultValue = "ApiSimulation",
        paramLabel = "<class>",
        description = "The simulation of both sides; default: ${DEFAULT-VALUE}.")
    private String simulation;

    @Option(
        names = "--profile",
        defaultValue = "smoke",
        paramLabel = "<profile>",
        description = "The profile of both sides; default: ${DEFAULT-VALUE}.")
    private String profile;

    @Option(
        names = "--name",
        paramLabel = "<name>",
        description = "Name of the folder in experiments/; default: simulation and profile.")
    private String name;
  }

  /** What to do. */
  private static final class Task {
    @ArgGroup(exclusive = false)
    private Start start;

    @Option(
        names = "--resume",
        paramLabel = "<name>",
        description = "Goes on with an experiment that was started.")
    private String resume;

    @Option(
        names = "--analyse",
        paramLabel = "<name>",
        description = "Analyses the runs that an experiment has, and makes none.")
    private String analyse;
  }

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Task task;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Experiment experiment = experiment();
    if (task.analyse == null && !run(experiment)) {
      return ExitCode.USAGE;
    }
    ExperimentResult result = experiment.result();
    ExperimentReports.write(result, experiment.folder());
    PrintWriter out = spec.commandLine().getOut();
    out.print(ExperimentReports.console(result));
    out.println();
    out.println("Reports are in " + experiment.folder().resolve(ExperimentReports.HTML));
    return result.usablePairs().size() < ExperimentResult.LEAST_PAIRS
        ? ExitCode.INVALID_RUN
        : ExitCode.PASS;
  }

  private Experiment experiment() throws IOException {
    if (task.start == null) {
      return Experiment.open(folder(task.resume == null ? task.analyse : task.resume));
    }
    Start start = task.start;
    String name = start.name == null ? start.simulation + "-" + start.profile : start.name;
    ExperimentPlan plan =
        new ExperimentPlan(
            name,
            Simulations.inSources(PROJECT).find("--simulation", start.simulation),
            start.profile,
            SideOptions.parse("--a", start.a),
            SideOptions.parse("--b", start.b),
            start.pairs);
    return Experiment.begin(plan, folder(name));
  }

  private Path folder(String name) {
    ExperimentPlan.requireName(name);
    return PROJECT.resolve("experiments").resolve(name);
  }

  /** Whether all runs have been made. */
  private boolean run(Experiment experiment) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    MavenRuns maven =
        new MavenRuns(PROJECT, PROJECT.resolve("target").resolve("gatling"), System.getenv());
    try {
      experiment.run(maven, new ExperimentProgress(experiment, out));
      return true;
    } catch (InterruptedException stopped) {
      spec.commandLine()
          .getErr()
          .printf(
              "The experiment was stopped; `ci/loadtest experiment --resume %s` goes on.%n",
              experiment.plan().name());
      return false;
    }
  }
}
