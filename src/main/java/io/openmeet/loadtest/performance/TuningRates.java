package io.openmeet.loadtest.performance;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.openmeet.loadtest.capacity.SearchResult;
import io.openmeet.loadtest.capacity.Trial.Outcome;
import java.util.List;
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

  /** The highest rate held, and the lowest one above it that was not. */
  @JsonIgnore
  public SearchResult result() {
    return StudyPlan.search(tuning).result(trials.stream().map(RateTrial::trial).toList());
  }

  /** Whether the service may hold more than the highest rate: none above it failed validly. */
  @JsonIgnore
  public boolean isLowerBound() {
    return result().upper() == null;
  }

  /** The run at the highest rate held; empty if none was held. */
  @JsonIgnore
  public Optional<RateTrial> highest() {
    Integer rate = result().lower();
    return trials.stream()
        .filter(trial -> rate != null && trial.rate() == rate)
        .filter(trial -> trial.outcome() == Outcome.GOOD)
        .reduce((first, second) -> second);
  }
}
