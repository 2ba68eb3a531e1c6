package io.openmeet.loadtest.capacity;

import io.openmeet.loadtest.capacity.Trial.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A target whose limit is known, and an injector; trials take no time. */
final class SimulatedTarget {
  /** Up to this load, all is answered in time. */
  double limit = 3_000;

  /** In a trial above the limit, so much is answered; null: not known, as in a closed model. */
  Double answeredAbove = 3_000.0;

  /** The chance that a trial within the limit is bad all the same, 0-1. */
  double badChance;

  /** The chance that a trial above the limit looks good, 0-1. */
  double luckyChance;

  /** The limit falls by this part in each second of a trial, 0-1. */
  double fadingPerSecond;

  /** From this load on, every trial is INVALID. */
  double injectorLimit = Double.MAX_VALUE;

  private final Random random;

  SimulatedTarget(long seed) {
    random = new Random(seed);
  }

  Trial trial(TrialInput input) {
    double limitNow = limit * (1 - fadingPerSecond * input.seconds());
    if (input.load() >= injectorLimit) {
      return new Trial(input, Outcome.INVALID, 0, null);
    }
    boolean within = input.load() <= limitNow;
    boolean good = random.nextDouble() < (within ? 1 - badChance : luckyChance);
    double answered =
        within || answeredAbove == null ? input.load() : Math.min(input.load(), answeredAbove);
    return new Trial(
        input,
        good ? Outcome.GOOD : Outcome.BAD,
        1 - answered / input.load(),
        answeredAbove == null ? null : (Double) answered);
  }

  /** All trials of a search. */
  List<Trial> searchedBy(CapacitySearch search) {
    return goingOn(search, List.of());
  }

  /** The rest of a search that has these trials. */
  List<Trial> goingOn(CapacitySearch search, List<Trial> before) {
    List<Trial> trials = new ArrayList<>(before);
    for (Optional<TrialInput> next = search.next(trials);
        next.isPresent();
        next = search.next(trials)) {
      trials.add(trial(next.get()));
    }
    return trials;
  }
}
