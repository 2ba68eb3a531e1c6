package io.openmeet.loadtest.performance;

import io.openmeet.loadtest.capacity.CapacitySearch;
import io.openmeet.loadtest.capacity.SearchGoal;
import io.openmeet.loadtest.comparison.ExperimentPlan;
import io.openmeet.loadtest.settings.Profile;
import java.time.Duration;
import java.util.List;

/**
 * What a study measures; it is fixed before the first run.
 *
 * @param name of the study and of its folder
 * @param profile of the experiment; both tunings must hold its load
 * @param pairs of runs of the experiment, 1 or more
 */
public record StudyPlan(String name, String profile, int pairs) {
  /** At full load, with the optimisations. */
  static final List<String> FULL_LOAD = List.of("ApiSimulation", "WebSocketSimulation");

  static final String FULL_LOAD_PROFILE = Profile.QUICK.label();
  static final String PACKAGE = "io.openmeet.loadtest.simulations.";

  /** Reads its rate from the environment, in requests/s. */
  static final String AT_RATE = "io.openmeet.loadtest.bench.ApiAtRateSimulation";

  static final String RATE = "BENCH_RATE";

  /** Of each run with the profile of full load. */
  static final int WINDOW_SECONDS = (int) Profile.QUICK.window().toSeconds();

  /** One run judges a rate. */
  private static final SearchGoal GOAL =
      new SearchGoal(WINDOW_SECONDS, WINDOW_SECONDS, WINDOW_SECONDS, 0.5, 0.2);

  private static final int MOST_TRIALS = 12;

  /** So many that a search starts near its end on two cores; elsewhere it takes longer. */
  private static final int USUAL_TRIALS = 5;

  /** Maven, the start of the API, warm-up, ramp-up and reports. */
  private static final Duration AROUND_WINDOW = Duration.ofSeconds(35);

  /** Of the web client with one tuning: the start of API and browser, and the visits. */
  private static final Duration VISITS = Duration.ofSeconds(90);

  public StudyPlan {
    // The experiment's plan checks all three.
    experiment(name, profile, pairs);
  }

  /** Side A is the baseline, side B is optimized. */
  public ExperimentPlan experiment() {
    return experiment(name, profile, pairs);
  }

  private static ExperimentPlan experiment(String name, String profile, int pairs) {
    return new ExperimentPlan(
        name,
        PACKAGE + "ApiSimulation",
        profile,
        List.of(Tuning.BASELINE.option()),
        List.of(Tuning.OPTIMIZED.option()),
        pairs);
  }

  /** The search for the throughput at SLA. */
  static CapacitySearch search(Tuning tuning) {
    return new CapacitySearch(
        GOAL, tuning == Tuning.BASELINE ? 100 : 2_500, 1, CapacitySearch.MOST_LOAD, MOST_TRIALS);
  }

  /** The longest distance of the highest rate held from one that is not, as a part of that, 0-1. */
  public static double width() {
    return GOAL.width();
  }

  /** Runs of all pairs. */
  public int pairedRuns() {
    return 2 * pairs;
  }

  /** Usual number of runs of both searches. */
  public int usualTrials() {
    return Tuning.values().length * USUAL_TRIALS;
  }

  /** All runs at full load. */
  public int fullLoadRuns() {
    return FULL_LOAD.size();
  }

  /** About how long the runs of the API take. */
  public Duration apiDuration() {
    return perRun(profile)
        .multipliedBy(pairedRuns())
        .plus(perRun(FULL_LOAD_PROFILE).multipliedBy((long) fullLoadRuns() + usualTrials()));
  }

  /** About how long the visits to the web client take. */
  public Duration clientDuration() {
    return VISITS.multipliedBy(pairedRuns());
  }

  private static Duration perRun(String profile) {
    return Profile.named(profile).window().plus(AROUND_WINDOW);
  }
}
