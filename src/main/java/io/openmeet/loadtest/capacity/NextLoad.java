package io.openmeet.loadtest.capacity;

import io.openmeet.loadtest.capacity.Trial.Outcome;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Chooses the next load. An overloaded target often still answers as much as it can, so what it
 * answered in a bad trial is the best guess; from there, steps grow until a bound is found.
 *
 * @param seen the loads so far; at least one is not borne
 */
record NextLoad(SearchGoal goal, Bounds seen, List<Trial> trials) {
  static final int GROWTH = 2;

  /** While no load is known to be borne. */
  int below() {
    List<Integer> notBorne = seen.notBorne();
    int upper = notBorne.get(0);
    OptionalDouble answered = answered(upper);
    if (answered.isEmpty()) {
      return upper / GROWTH;
    }
    if (answered.getAsDouble() < goal.below(upper)) {
      return (int) answered.getAsDouble();
    }
    // It answers nearly all, but too late: nothing says how far to go.
    int step = upper - goal.below(upper);
    if (notBorne.size() > 1 && !answersLess(notBorne.get(1))) {
      step = Math.max(step, GROWTH * (notBorne.get(1) - upper));
    }
    return upper - step;
  }

  /** Above the highest load that is borne, and below the lowest that is not. */
  int between() {
    int lower = seen.lower().getAsInt();
    int upper = seen.upper().getAsInt();
    int middle = lower + (upper - lower) / 2;
    OptionalDouble answered = answered(upper);
    if (answered.isEmpty()) {
      return middle;
    }
    int guess = (int) answered.getAsDouble();
    if (guess > lower) {
      return Math.min(guess, goal.below(upper));
    }
    int step = Math.max(goal.above(lower) - lower, GROWTH * (lower - guess));
    return Math.min(middle, lower + step);
  }

  private boolean answersLess(int load) {
    OptionalDouble answered = answered(load);
    return answered.isPresent() && answered.getAsDouble() < goal.below(load);
  }

  /** What the target answered when it did not bear the load: the median of the bad trials. */
  private OptionalDouble answered(int load) {
    double[] answered =
        CapacitySearch.at(load, trials).stream()
            .filter(trial -> trial.outcome() == Outcome.BAD && trial.forwardingLoad() != null)
            .mapToDouble(Trial::forwardingLoad)
            .toArray();
    return answered.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Median.withDefaults().evaluate(answered));
  }
}
