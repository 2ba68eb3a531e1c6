package io.openmeet.loadtest.performance;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.openmeet.loadtest.performance.RateSearch.Outcome;
import io.openmeet.loadtest.performance.RateSearch.Result;
import io.openmeet.loadtest.performance.RateSearch.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The search for the highest rate that the service holds with a tuning.
 *
 * @param trials in the order of the runs; an INVALID one may have been repeated
 */
public record TuningRates(Tuning tuning, List<RateTrial> trials) {
  public TuningRates {
    trials = List.copyOf(trials);
  }

  /** With the last run at each rate. */
  @JsonIgnore
  public Result result() {
    Map<Integer, RateTrial> last = new LinkedHashMap<>();
    trials.forEach(trial -> last.put(trial.rate(), trial));
    return new Result(
        last.values().stream().map(trial -> new Step(trial.rate(), trial.outcome())).toList());
  }

  /** The run at the highest rate held; empty if none was held. */
  @JsonIgnore
  public Optional<RateTrial> highest() {
    int rate = result().highest().orElse(0);
    return trials.stream()
        .filter(trial -> trial.rate() == rate && trial.outcome() == Outcome.HELD)
        .reduce((first, second) -> second);
  }
}
