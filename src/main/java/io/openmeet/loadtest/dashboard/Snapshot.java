package io.openmeet.loadtest.dashboard;

import io.openmeet.loadtest.injector.InjectorPulse;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.statistics.BucketCounts;
import io.openmeet.loadtest.statistics.RequestFigures;
import io.openmeet.loadtest.statistics.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run at one moment, as readers get it. A snapshot is immutable, so readers and run never wait
 * for each other.
 *
 * @param folder the name of the run's folder, which identifies the run; empty until Gatling has
 *     made it, right after the load's start
 * @param startedAtMs epoch milliseconds at which the load began
 * @param atMs epoch milliseconds of this moment
 * @param window empty while it is unknown
 * @param warmUp progress of the warm-up in words; empty once the window is known
 * @param totals of the window so far; empty before it opens
 * @param requests counts of the requests that started in the window
 * @param users alive, by scenario
 * @param planned users who should have started in the window so far; empty without a plan
 * @param delivered users who started in the window
 * @param dropped users among them whose requests were not sent
 * @param startLag in milliseconds; empty before the injector is watched
 * @param openFromSecond the first second whose point may still change
 * @param end empty while the run goes on
 */
record Snapshot(
    RunFacts run,
    Optional<String> folder,
    long startedAtMs,
    long atMs,
    Optional<Window> window,
    Optional<String> warmUp,
    Optional<RequestFigures> totals,
    List<LogCounts.Request> requests,
    Map<String, Long> users,
    OptionalLong planned,
    long delivered,
    long dropped,
    Optional<BucketCounts.Buckets> startLag,
    InjectorPulse.Reading injector,
    List<SlaResult> slas,
    List<SecondsSoFar.Point> points,
    long openFromSecond,
    Optional<FinalOutcome> end) {

  enum Phase {
    WARM_UP,
    MEASURING,
    /** The window is over, but the verdict is not known yet. */
    ENDING,
    OVER
  }

  Phase phase() {
    if (end.isPresent()) {
      return Phase.OVER;
    }
    if (window.isEmpty() || atMs < window.get().startMs()) {
      return Phase.WARM_UP;
    }
    return atMs < window.get().endMs() ? Phase.MEASURING : Phase.ENDING;
  }

  /** Progress from the load's start to the window's end, 0-1; 0 while the window is unknown. */
  double progressRatio() {
    if (end.isPresent()) {
      return 1;
    }
    return window
        .map(known -> (double) (atMs - startedAtMs) / Math.max(1, known.endMs() - startedAtMs))
        .map(ratio -> Math.max(0, Math.min(1, ratio)))
        .orElse(0.0);
  }

  /** Seconds until the window's end, at least 0; empty while the window is unknown. */
  Optional<Double> secondsLeft() {
    return end.isPresent()
        ? Optional.of(0.0)
        : window.map(known -> Math.max(0, known.endMs() - atMs) / 1000.0);
  }

  /** Users of the load only. */
  long usersOfTheLoad() {
    return users.entrySet().stream()
        .filter(scenario -> !run.besideTheLoad().contains(scenario.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
