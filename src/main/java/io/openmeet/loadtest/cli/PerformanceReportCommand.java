package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.comparison.MavenRuns;
import io.openmeet.loadtest.launch.LoadTestClasses;
import io.openmeet.loadtest.performance.ClientMeasurement;
import io.openmeet.loadtest.performance.ClientProcess;
import io.openmeet.loadtest.performance.ClientStudy;
import io.openmeet.loadtest.performance.CostBook;
import io.openmeet.loadtest.performance.PerformanceMeasurement;
import io.openmeet.loadtest.performance.PerformanceStudy;
import io.openmeet.loadtest.performance.StudyPlan;
import io.openmeet.loadtest.reports.performance.PerformanceReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what the reference API's optimisations bring, and writes the performance report. */
@Command(
    name = "performance-report",
    description = {
      "Measures what the optimisations of the reference API bring, and writes PERFORMANCE_REPORT.md with pictures: the service levels at full load, baseline against optimized in pairs of runs, the throughput at SLA of both, the costs of both by ci/costs.json, and the web client of both in a real browser.",
      "Nothing else should run on the machine meanwhile. After Ctrl-C, the same command goes on with the runs that are missing."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the report was written, whatever its verdicts",
      "2:wrong usage, a needed file cannot be read, a run has no result, or the command was stopped"
    })
final class PerformanceReportCommand implements Callable<Integer> {
  /** ci/loadtest sets the property. */
  @Option(names = "--project", hidden = true, description = "The project's folder.")
  private Path project = Path.of(System.getProperty("loadtest.project", ""));

  @Option(
      names = "--profile",
      defaultValue = "smoke",
      paramLabel = "<profile>",
      description =
          "Profile of the pairs of runs; baseline must hold its load. Default: ${DEFAULT-VALUE}.")
  private String profile;

  @Option(
      names = "--pairs",
      defaultValue = "10",
      paramLabel = "<number>",
      description = "Pairs of runs, 1 or more; default: ${DEFAULT-VALUE}.")
  private int pairs;

  @Option(
      names = "--name",
      defaultValue = "performance-report",
      paramLabel = "<name>",
      description =
          "Name of the folder in experiments/ for the runs; a new name makes all runs again. Default: ${DEFAULT-VALUE}.")
  private String name;

  /** Of the reference API, each with its own runs. */
  private enum Part {
    /** Needs a browser. */
    CLIENT,
    API
  }

  @Option(
      names = "--parts",
      defaultValue = "client,api",
      split = ",",
      paramLabel = "<part>",
      description =
          "What is measured: client, which needs Chromium on the PATH, or api, or both (default). The other part stays as in ci/performance/study.json.")
  private Set<Part> parts;

  @Option(
      names = "--render",
      description =
          "Makes no run: writes the report again from ci/performance/study.json, for example with other prices.")
  private boolean render;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path root = project.toAbsolutePath();
    // What is needed at the end is checked before the runs, which take half an hour or more.
    PerformanceReport.checkFonts();
    CostBook costs = CostBook.read(root.resolve(CostBook.FILE));
    Path studyFile = root.resolve(PerformanceReport.FOLDER).resolve(PerformanceStudy.NAME);
    PerformanceStudy study;
    if (render) {
      study = PerformanceStudy.read(studyFile);
    } else {
      try {
        study = measure(root, studyFile);
      } catch (InterruptedException stopped) {
        spec.commandLine().getErr().println("Stopped; the same command goes on.");
        return ExitCode.USAGE;
      }
      Files.createDirectories(studyFile.getParent());
      study.write(studyFile);
    }
    new PerformanceReport(study, costs).write(root);
    spec.commandLine()
        .getOut()
        .println("The report is in " + root.resolve(PerformanceReport.NAME) + ".");
    return ExitCode.PASS;
  }

  private PerformanceStudy measure(Path root, Path studyFile)
      throws IOException, InterruptedException {
    StudyPlan plan = new StudyPlan(name, profile, pairs);
    Path folder = root.resolve("experiments").resolve(name);
    Optional<PerformanceStudy> before = partThatStays(studyFile);
    announce(plan, folder);
    // The client first: a missing browser is found at once.
    ClientStudy client =
        parts.contains(Part.CLIENT)
            ? new ClientMeasurement(
                    pairs, folder, new ClientProcess(LoadTestClasses.read(), root), this::print)
                .run()
            : before.map(PerformanceStudy::client).orElse(null);
    return parts.contains(Part.API)
        ? new PerformanceMeasurement(
                plan,
                folder,
                new MavenRuns(root, root.resolve("target").resolve("gatling"), System.getenv()),
                this::print)
            .run(client)
        : before.orElseThrow().with(client);
  }

  /** Read before the runs, so that a mistake in it is found before them. */
  private Optional<PerformanceStudy> partThatStays(Path studyFile) throws IOException {
    boolean isNeeded = !parts.contains(Part.API);
    boolean isWanted = isNeeded || !parts.contains(Part.CLIENT) && Files.exists(studyFile);
    return isWanted ? Optional.of(PerformanceStudy.read(studyFile)) : Optional.empty();
  }

  private void announce(StudyPlan plan, Path folder) {
    List<String> runs = new ArrayList<>();
    Duration duration = Duration.ZERO;
    if (parts.contains(Part.CLIENT)) {
      runs.add("%d pairs of visits to the web client, without load".formatted(plan.pairs()));
      duration = duration.plus(plan.clientDuration());
    }
    if (parts.contains(Part.API)) {
      runs.add(
          "%d runs at full load, %d pairs of runs with profile %s, and about %d runs to search the throughput at SLA"
              .formatted(plan.fullLoadRuns(), plan.pairs(), plan.profile(), plan.usualTrials()));
      duration = duration.plus(plan.apiDuration());
    }
    print(
        "Makes %s: about %d minutes in all. Nothing else should run on this machine. Runs that have ended are in %s and are not repeated."
            .formatted(String.join(", ", runs), duration.toMinutes(), folder));
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
