package io.openmeet.loadtest.capacity;

import io.openmeet.loadtest.comparison.FolderLock;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A search in its folder. {@link #run} makes the trials that are missing: all at first, the rest
 * after an interruption, none at the end.
 */
public final class CapacityMeasurement {
  private final CapacityPlan plan;
  private final CapacityFolder folder;
  private final Clock clock;

  private CapacityMeasurement(CapacityPlan plan, CapacityFolder folder, Clock clock) {
    this.plan = plan;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Starts a search, or continues one that was started with the same plan.
   *
   * @param clock measures how long trials take
   * @throws ConfigurationException when it was started with another plan
   */
  public static CapacityMeasurement begin(CapacityPlan plan, CapacityFolder folder, Clock clock)
      throws IOException {
    folder.begin(plan);
    return new CapacityMeasurement(plan, folder, clock);
  }

  /** Makes runs. */
  @FunctionalInterface
  public interface Runner {
    /**
     * @param trial folder of the trial, for the run and its output; it is new
     * @return the run's results.json
     * @throws IOException when the run ended without a result; the message is for users
     */
    Path run(TrialInput input, Path trial) throws IOException, InterruptedException;
  }

  /** Receives what happens, for the console. */
  public interface Progress {
    /**
     * @param number of the trial, from 1
     * @param remaining about how long the search takes at most from now, if nothing is noisy
     */
    void begins(int number, TrialInput input, Duration remaining);

    void ended(int number, CapacityTrial trial);
  }

  /**
   * Makes the trials that are missing.
   *
   * @throws ConfigurationException when another process makes the same search
   * @throws IOException when a run ended without a result; the search can then be continued
   */
  public List<CapacityTrial> run(Runner runner, Progress progress)
      throws IOException, InterruptedException {
    return FolderLock.hold(folder.path(), "makes this search", () -> search(runner, progress));
  }

  private List<CapacityTrial> search(Runner runner, Progress progress)
      throws IOException, InterruptedException {
    List<CapacityTrial> trials = new ArrayList<>(folder.trials(plan));
    RemainingTime remaining = new RemainingTime(plan.search());
    for (Optional<TrialInput> next = plan.search().next(measured(trials));
        next.isPresent();
        next = plan.search().next(measured(trials))) {
      int number = trials.size() + 1;
      progress.begins(number, next.get(), remaining.after(measured(trials)));
      long startedMs = clock.millis();
      trials.add(make(number, next.get(), runner));
      remaining.took(next.get(), Duration.ofMillis(clock.millis() - startedMs));
      progress.ended(number, trials.get(number - 1));
    }
    return trials;
  }

  private CapacityTrial make(int number, TrialInput input, Runner runner)
      throws IOException, InterruptedException {
    Path trial = folder.trial(number, input);
    folder.empty(trial);
    return folder.keep(trial, runner.run(input, trial), plan);
  }

  static List<Trial> measured(List<CapacityTrial> trials) {
    return trials.stream().map(CapacityTrial::trial).toList();
  }
}
