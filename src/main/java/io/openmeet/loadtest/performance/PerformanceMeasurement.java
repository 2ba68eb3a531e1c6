package io.openmeet.loadtest.performance;

import io.openmeet.loadtest.capacity.CapacitySearch;
import io.openmeet.loadtest.capacity.Trial;
import io.openmeet.loadtest.capacity.TrialInput;
import io.openmeet.loadtest.comparison.Experiment;
import io.openmeet.loadtest.comparison.ExperimentPlan;
import io.openmeet.loadtest.comparison.ExperimentRun;
import io.openmeet.loadtest.comparison.FolderLock;
import io.openmeet.loadtest.comparison.LoadRun;
import io.openmeet.loadtest.comparison.ScheduledRun;
import io.openmeet.loadtest.results.RunEnvironment;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the runs of a study in its folder: those that are missing, so that the same call goes on
 * after an interruption.
 */
public final class PerformanceMeasurement {
  private static final String PAIRS = "pairs";

  private final StudyPlan plan;
  private final Path folder;
  private final StudyRuns runs;
  private final LoadRun.Maker maker;
  private final Consumer<String> progress;
  private RunEnvironment environment;

  /**
   * @param folder of the study; it is created if needed
   * @param progress receives a line when a run begins and when it ends
   */
  public PerformanceMeasurement(
      StudyPlan plan, Path folder, LoadRun.Maker maker, Consumer<String> progress) {
    this.plan = plan;
    this.folder = folder;
    this.maker = maker;
    this.progress = progress;
    this.runs = new StudyRuns(folder, maker, progress);
  }

  /**
   * Measures the API.
   *
   * @param client measurements of the web client; null without
   * @throws ConfigurationException when the study was started with another plan, or another process
   *     makes its runs
   * @throws IOException when a run ended without a result; the study can then go on
   */
  public PerformanceStudy run(ClientStudy client) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    checkPlan();
    return FolderLock.hold(folder, "makes the runs of this report", () -> study(client));
  }

  private PerformanceStudy study(ClientStudy client) throws IOException, InterruptedException {
    List<MeasuredRun> fullLoad = fullLoad();
    return new PerformanceStudy(
        PerformanceStudy.SCHEMA_VERSION,
        environment,
        fullLoad,
        compare(),
        search(Tuning.BASELINE),
        search(Tuning.OPTIMIZED),
        client);
  }

  private void checkPlan() throws IOException {
    Path pairs = folder.resolve(PAIRS);
    if (!Files.isDirectory(pairs)) {
      return;
    }
    ExperimentPlan started = Experiment.open(pairs).plan();
    if (!started.equals(plan.experiment())) {
      throw new ConfigurationException(
          "%s: expected --profile %s and --pairs %d, with which this report was started, found %s and %d; use these, or give another --name."
              .formatted(folder, started.profile(), started.pairs(), plan.profile(), plan.pairs()));
    }
  }

  private List<MeasuredRun> fullLoad() throws IOException, InterruptedException {
    List<MeasuredRun> measured = new ArrayList<>();
    for (String simulation : StudyPlan.FULL_LOAD) {
      measured.addAll(
          measure(
              "full-" + simulation,
              new StudyRuns.Kind(StudyPlan.PACKAGE + simulation, Tuning.OPTIMIZED, Map.of())));
    }
    return measured;
  }

  private List<MeasuredRun> measure(String name, StudyRuns.Kind kind)
      throws IOException, InterruptedException {
    List<RunResult> results = runs.untilValid(name, kind);
    environment = environment == null ? results.get(0).environment() : environment;
    List<MeasuredRun> measured = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      measured.add(MeasuredRun.of(StudyRuns.name(name, i), results.get(i)));
    }
    return measured;
  }

  private ComparedTunings compare() throws IOException, InterruptedException {
    Experiment experiment = Experiment.begin(plan.experiment(), folder.resolve(PAIRS));
    experiment.run(
        maker,
        new Experiment.Progress() {
          @Override
          public void begins(ScheduledRun run, Path log) {
            progress.accept("%s: running; Maven's output is in %s".formatted(run.folder(), log));
          }

          @Override
          public void ended(ExperimentRun run) {
            progress.accept(run.folder() + ": " + StudyRuns.text(run.result()));
          }
        });
    return ComparedTunings.of(experiment.result());
  }

  private TuningRates search(Tuning tuning) throws IOException, InterruptedException {
    CapacitySearch search = StudyPlan.search(tuning);
    List<RateTrial> trials = new ArrayList<>();
    for (Optional<TrialInput> next = search.next(measured(trials));
        next.isPresent();
        next = search.next(measured(trials))) {
      int rate = next.get().load();
      long before = trials.stream().filter(trial -> trial.rate() == rate).count();
      RateTrial trial = new RateTrial(rate, atRate(tuning, rate, (int) before));
      progress.accept(trial.run().name() + ": " + trial.outcome());
      trials.add(trial);
    }
    return new TuningRates(tuning, trials);
  }

  private static List<Trial> measured(List<RateTrial> trials) {
    return trials.stream().map(RateTrial::trial).toList();
  }

  private MeasuredRun atRate(Tuning tuning, int rate, int before)
      throws IOException, InterruptedException {
    String name = StudyRuns.name("rate-" + tuning.label() + "-" + rate, before);
    RunResult result =
        runs.run(
            name,
            new StudyRuns.Kind(
                StudyPlan.AT_RATE, tuning, Map.of(StudyPlan.RATE, Integer.toString(rate))));
    return MeasuredRun.of(name, result);
  }
}
