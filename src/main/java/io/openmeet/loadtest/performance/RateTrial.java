package io.openmeet.loadtest.performance;

import io.openmeet.loadtest.capacity.Trial;
import io.openmeet.loadtest.capacity.Trial.Outcome;
import io.openmeet.loadtest.capacity.TrialInput;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.sla.Verdict;
import java.util.List;

/**
 * A run of the API simulation at a rate.
 *
 * @param rate in requests/s, as planned
 */
public record RateTrial(int rate, MeasuredRun run) {
  /** All of them must be met; the limits of full load, such as that on throughput, do not count. */
  private static final List<String> LEVELS = List.of("api-p95", "api-p99", "error-rate");

  /** The least share of the planned requests that are answered within the window, 0-1. */
  public static final double LEAST_ANSWERED_RATIO = 0.99;

  /**
   * A rate is held if the run is valid, the limits on P95, P99 and errors are met, and {@value
   * #LEAST_ANSWERED_RATIO} of the planned requests were answered within the window.
   */
  public Outcome outcome() {
    if (run.verdict() == RunVerdict.INVALID) {
      return Outcome.INVALID;
    }
    boolean held =
        run.requestsPerSecond() >= LEAST_ANSWERED_RATIO * rate
            && LEVELS.stream()
                .allMatch(
                    id ->
                        run.level(id).filter(level -> level.verdict() == Verdict.MET).isPresent());
    return held ? Outcome.GOOD : Outcome.BAD;
  }

  /** The same for the search. */
  Trial trial() {
    double lossRatio = Math.max(0, Math.min(1, 1 - run.requestsPerSecond() / rate));
    return new Trial(new TrialInput(rate, StudyPlan.WINDOW_SECONDS), outcome(), lossRatio, null);
  }
}
