package io.openmeet.loadtest.capacity;

import io.openmeet.loadtest.capacity.Trial.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long a search takes at most from now, if no trial is noisy: it imagines limits all over the
 * range that the trials leave, and continues the search for each of them.
 */
final class RemainingTime {
  /** Start, sign-in, warm-up, growth and reports of a run, until one has been seen. */
  private static final Duration USUAL_OVERHEAD = Duration.ofSeconds(30);

  private static final int IMAGINED_LIMITS = 24;

  private final CapacitySearch search;
  private Duration overheads = Duration.ZERO;
  private int seen;

  RemainingTime(CapacitySearch search) {
    this.search = search;
  }

  /** Notes how long a trial took, from its start to its results. */
  void took(TrialInput input, Duration whole) {
    overheads = overheads.plus(whole.minusSeconds(input.seconds()));
    seen++;
  }

  private Duration overhead() {
    return seen == 0 ? USUAL_OVERHEAD : overheads.dividedBy(seen);
  }

  Duration after(List<Trial> trials) {
    double least = search.least();
    double most = search.most();
    for (Trial trial : trials) {
      least = trial.outcome() == Outcome.GOOD ? Math.max(least, trial.load()) : least;
    }
    for (Trial trial : trials) {
      boolean above = trial.outcome() == Outcome.BAD && trial.load() > least;
      // The limit is below a load that was not borne.
      most = above ? Math.min(most, trial.load() - 0.5) : most;
    }
    Duration longest = Duration.ZERO;
    for (int i = 0; i <= IMAGINED_LIMITS; i++) {
      double limit = least * Math.pow(most / least, (double) i / IMAGINED_LIMITS);
      Duration time = until(limit, trials);
      longest = time.compareTo(longest) > 0 ? time : longest;
    }
    return longest;
  }

  private Duration until(double limit, List<Trial> before) {
    List<Trial> trials = new ArrayList<>(before);
    Duration time = Duration.ZERO;
    for (Optional<TrialInput> next = search.next(trials);
        next.isPresent();
        next = search.next(trials)) {
      TrialInput input = next.get();
      time = time.plusSeconds(input.seconds()).plus(overhead());
      trials.add(new Trial(input, input.load() <= limit ? Outcome.GOOD : Outcome.BAD, 0, null));
    }
    return time;
  }
}
