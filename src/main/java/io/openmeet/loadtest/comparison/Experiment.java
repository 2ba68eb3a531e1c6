package io.openmeet.loadtest.comparison;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An experiment in its folder. {@link #run} makes the runs that are missing: all at first, the rest
 * after an interruption, none at the end.
 */
public final class Experiment {
  private final ExperimentPlan plan;
  private final ExperimentFolder folder;

  private Experiment(ExperimentPlan plan, ExperimentFolder folder) {
    this.plan = plan;
    this.folder = folder;
  }

  /**
   * Starts an experiment, or continues one that was started with the same plan.
   *
   * @throws ConfigurationException when it was started with another plan
   */
  public static Experiment begin(ExperimentPlan plan, Path folder) throws IOException {
    ExperimentFolder files = new ExperimentFolder(folder);
    files.begin(plan);
    return new Experiment(plan, files);
  }

  /**
   * An experiment that was started.
   *
   * @throws ConfigurationException when there is none in the folder
   */
  public static Experiment open(Path folder) throws IOException {
    ExperimentFolder files = new ExperimentFolder(folder);
    return new Experiment(files.plan(), files);
  }

  public ExperimentPlan plan() {
    return plan;
  }

  /** The folder of the experiment's files and reports. */
  public Path folder() {
    return folder.path();
  }

  /** Receives what happens, for the console. */
  public interface Progress {
    void begins(ScheduledRun run, Path log);

    void ended(ExperimentRun run);
  }

  /**
   * Makes the runs that are missing, in the order of the schedule.
   *
   * @throws ConfigurationException when another process runs the same experiment
   * @throws IOException when a run ended without a result; the experiment can then be continued
   */
  public void run(LoadRun.Maker maker, Progress progress) throws IOException, InterruptedException {
    FolderLock.hold(folder.path(), "runs this experiment", () -> makeMissing(maker, progress));
  }

  /** Returns how many it made. */
  private int makeMissing(LoadRun.Maker maker, Progress progress)
      throws IOException, InterruptedException {
    int made = 0;
    for (ScheduledRun scheduled : ScheduledRun.of(plan)) {
      if (folder.run(scheduled).isEmpty()) {
        make(scheduled, maker, progress);
        made++;
      }
    }
    return made;
  }

  private void make(ScheduledRun scheduled, LoadRun.Maker maker, Progress progress)
      throws IOException, InterruptedException {
    Path log = folder.log(scheduled);
    progress.begins(scheduled, log);
    folder.keep(
        scheduled,
        maker.make(
            new LoadRun(
                plan.simulation(),
                plan.profile(),
                folder.history(),
                plan.options(scheduled.side()),
                Map.of(),
                log)));
    progress.ended(folder.run(scheduled).orElseThrow());
  }

  /** The runs that have ended, in the order of the schedule. */
  public List<ExperimentRun> runs() throws IOException {
    return folder.runs(plan);
  }

  /** Compares the runs that have ended. */
  public ExperimentResult result() throws IOException {
    return ExperimentAnalysis.of(plan, runs());
  }
}
