package io.openmeet.loadtest.comparison;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A place in the schedule of an experiment.
 *
 * @param pair number of its pair, from 1
 */
public record ScheduledRun(int pair, Side side) {

  /**
   * The order ABBAABBA...: each side goes first in half of the pairs, so that a machine that
   * becomes slower or faster over the hours treats both the same.
   */
  static List<ScheduledRun> of(ExperimentPlan plan) {
    return of(plan.pairs());
  }

  /** The same for a number of pairs. */
  public static List<ScheduledRun> of(int pairs) {
    return IntStream.rangeClosed(1, pairs)
        .boxed()
        .flatMap(
            pair ->
                (pair % 2 == 1 ? Stream.of(Side.A, Side.B) : Stream.of(Side.B, Side.A))
                    .map(side -> new ScheduledRun(pair, side)))
        .toList();
  }

  /** Name of its folder in the experiment's folder, such as {@code 03-A}. */
  public String folder() {
    return String.format(Locale.ROOT, "%02d-%s", pair, side);
  }
}
