package io.openmeet.loadtest.performance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Searches the highest rate that a target holds: doubles the rate until it is not held, and then
 * halves the gap a fixed number of times. If the first rate is not held, the gap begins at 0.
 *
 * <p>A rate that shows nothing about the target is never held, and is the end of the search above:
 * the result is then a lower bound.
 *
 * @param first rate to try, in requests/s, at least 1
 * @param halvings how often the gap between the highest held and the lowest other rate is halved
 * @param mostTrials the search ends after so many, at least 1
 */
public record RateSearch(int first, int halvings, int mostTrials) {
  /** What a trial at a rate shows. */
  public enum Outcome {
    /** The target met its limits at that rate. */
    HELD,
    /** It did not. */
    NOT_HELD,
    /** The run was INVALID: it shows nothing about the target. */
    INVALID
  }

  /** A run at a rate in requests/s. */
  @FunctionalInterface
  public interface Trial {
    Outcome at(int rate) throws IOException, InterruptedException;
  }

  /** One trial of a search, at a rate in requests/s. */
  public record Step(int rate, Outcome outcome) {}

  /**
   * What a search found.
   *
   * @param steps in the order of the trials
   */
  public record Result(List<Step> steps) {
    public Result {
      steps = List.copyOf(steps);
    }

    /** The highest rate held, in requests/s; empty if none was. */
    public OptionalInt highest() {
      return steps.stream()
          .filter(step -> step.outcome() == Outcome.HELD)
          .mapToInt(Step::rate)
          .max();
    }

    /** The lowest rate above the highest held that the target failed; empty if there is none. */
    public OptionalInt lowestNotHeld() {
      return steps.stream()
          .filter(step -> step.outcome() == Outcome.NOT_HELD && step.rate() > highest().orElse(0))
          .mapToInt(Step::rate)
          .min();
    }

    /**
     * Whether the target may hold more than {@link #highest}: no trial above it failed, or an
     * INVALID one is below the first that failed.
     */
    public boolean isLowerBound() {
      int failed = lowestNotHeld().orElse(Integer.MAX_VALUE);
      return failed == Integer.MAX_VALUE
          || steps.stream()
              .anyMatch(
                  step ->
                      step.outcome() == Outcome.INVALID
                          && step.rate() > highest().orElse(0)
                          && step.rate() < failed);
    }
  }

  public RateSearch {
    if (first < 1 || halvings < 0 || mostTrials < 1) {
      throw new IllegalArgumentException(
          "expected a first rate and a number of trials of 1 or more, and halvings of 0 or more, found %d, %d and %d"
              .formatted(first, mostTrials, halvings));
    }
  }

  public Result run(Trial trial) throws IOException, InterruptedException {
    List<Step> steps = new ArrayList<>();
    int held = 0;
    int other = first;
    while (steps.size() < mostTrials && isHeld(other, trial, steps)) {
      held = other;
      other = Math.multiplyExact(other, 2);
    }
    for (int i = 0; i < halvings && steps.size() < mostTrials && other - held > 1; i++) {
      int middle = held + (other - held) / 2;
      if (isHeld(middle, trial, steps)) {
        held = middle;
      } else {
        other = middle;
      }
    }
    return new Result(steps);
  }

  private static boolean isHeld(int rate, Trial trial, List<Step> steps)
      throws IOException, InterruptedException {
    Outcome outcome = trial.at(rate);
    steps.add(new Step(rate, outcome));
    return outcome == Outcome.HELD;
  }
}
