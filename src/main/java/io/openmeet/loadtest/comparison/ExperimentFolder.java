package io.openmeet.loadtest.comparison;

import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.WholeFile;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of an experiment: {@code plan.json}, and a folder for each run, with {@code maven.log}
 * and, when the run has ended, {@code results.json}. They alone say what is done, so an experiment
 * can go on after any interruption.
 */
public final class ExperimentFolder {
  private static final String RESULTS = "results.json";
  private static final String LOG = "maven.log";
  private static final String RUN = "run";

  private final Path folder;
  private final PlanFile<ExperimentPlan> file;

  public ExperimentFolder(Path folder) {
    this.folder = folder;
    this.file = new PlanFile<>(folder, ExperimentPlan.class, "experiment", RUN);
  }

  /** Where the reports of the experiment are written too. */
  public Path path() {
    return folder;
  }

  /** The history of the experiment's runs; it is not the project's. */
  Path history() {
    return folder.resolve("history");
  }

  /**
   * Writes the plan down, if the experiment is new.
   *
   * @throws ConfigurationException when it was started with another plan
   * @throws IOException when the folder cannot be read or written
   */
  public void begin(ExperimentPlan plan) throws IOException {
    file.begin(plan, "continue it with --resume " + plan.name());
  }

  /**
   * The plan of an experiment that was started.
   *
   * @throws ConfigurationException when there is no such experiment
   * @throws IOException when the file cannot be read or is malformed; the message names it
   */
  public ExperimentPlan plan() throws IOException {
    if (!file.exists()) {
      throw new ConfigurationException(
          "%s: expected an experiment, found no %s in it; start one with --a and --b."
              .formatted(folder, PlanFile.NAME));
    }
    return file.read();
  }

  /** The folder of a run, which is created if needed. */
  Path runFolder(ScheduledRun run) throws IOException {
    return Files.createDirectories(folder.resolve(run.folder()));
  }

  /** The output of Maven in a run. */
  Path log(ScheduledRun run) throws IOException {
    return runFolder(run).resolve(LOG);
  }

  /** Keeps the result of a run that has ended. From this moment, the run is not repeated. */
  void keep(ScheduledRun run, Path gatlingRun) throws IOException {
    Path results = gatlingRun.resolve(RESULTS);
    if (!Files.isRegularFile(results)) {
      throw new IOException("%s: expected a file, found none.".formatted(results));
    }
    WholeFile.write(runFolder(run).resolve(RESULTS), out -> Files.copy(results, out));
  }

  /** Empty when the run has not ended. */
  Optional<ExperimentRun> run(ScheduledRun run) throws IOException {
    Path results = folder.resolve(run.folder()).resolve(RESULTS);
    return Files.exists(results)
        ? Optional.of(
            new ExperimentRun(
                run.pair(), run.side(), run.folder(), JsonFile.read(results, RunResult.class, RUN)))
        : Optional.empty();
  }

  /** The runs that have ended, in the order of the schedule. */
  List<ExperimentRun> runs(ExperimentPlan plan) throws IOException {
    List<ExperimentRun> runs = new ArrayList<>();
    for (ScheduledRun scheduled : ScheduledRun.of(plan)) {
      run(scheduled).ifPresent(runs::add);
    }
    return runs;
  }
}
