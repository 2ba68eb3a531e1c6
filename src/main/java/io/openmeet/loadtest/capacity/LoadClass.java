package io.openmeet.loadtest.capacity;

import io.openmeet.loadtest.capacity.Trial.Outcome;
import java.util.List;
import java.util.function.Predicate;

/** What all trials at one load show about it. */
public enum LoadClass {
  /** The target bears the load. */
  LOWER_BOUND,
  /** It does not. */
  UPPER_BOUND,
  /** More trials are needed. */
  UNDECIDED,
  /** Two trials in a row were INVALID: the injector cannot make the load. */
  BEYOND_INJECTOR;

  /**
   * The load classification of RFC 9971, appendix A.
   *
   * @param trials at this load, in the order of the search
   */
  static LoadClass of(List<Trial> trials, SearchGoal goal) {
    if (isBeyondInjector(trials)) {
      return BEYOND_INJECTOR;
    }
    Predicate<Trial> full = trial -> trial.seconds() >= goal.finalSeconds();
    double fullGood = seconds(trials, Outcome.GOOD, full);
    double fullBad = seconds(trials, Outcome.BAD, full);
    double shortGood = seconds(trials, Outcome.GOOD, full.negate());
    double shortBad = seconds(trials, Outcome.BAD, full.negate());

    double balancing = shortGood * goal.exceedRatio() / (1 - goal.exceedRatio());
    double effectiveBad = fullBad + Math.max(0, shortBad - balancing);
    double whole = Math.max(fullGood + effectiveBad, goal.sumSeconds());
    double allowed = whole * goal.exceedRatio();
    boolean lowerEvenAtWorst = whole - fullGood <= allowed;
    boolean lowerAtBest = effectiveBad <= allowed;
    if (lowerEvenAtWorst == lowerAtBest) {
      return lowerAtBest ? LOWER_BOUND : UPPER_BOUND;
    }
    return UNDECIDED;
  }

  private static boolean isBeyondInjector(List<Trial> trials) {
    int last = trials.size() - 1;
    return last >= 1
        && trials.get(last).outcome() == Outcome.INVALID
        && trials.get(last - 1).outcome() == Outcome.INVALID;
  }

  private static int seconds(List<Trial> trials, Outcome outcome, Predicate<Trial> length) {
    return trials.stream()
        .filter(trial -> trial.outcome() == outcome)
        .filter(length)
        .mapToInt(Trial::seconds)
        .sum();
  }

  /** Whether the target or the injector fails at the load. */
  boolean isAboveLimit() {
    return this == UPPER_BOUND || this == BEYOND_INJECTOR;
  }
}
