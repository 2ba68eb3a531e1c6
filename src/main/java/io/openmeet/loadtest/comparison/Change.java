package io.openmeet.loadtest.comparison;

import java.util.Comparator;
import java.util.OptionalDouble;

/**
 * A figure of two runs.
 *
 * @param before of the baseline; null when the baseline does not have it
 * @param after of the other run; null when that run does not have it
 */
public record Change(Metric metric, ValueRange before, ValueRange after) {
  /** The largest relative change first; one from or to 0 is above all others. */
  static final Comparator<Change> LARGEST_FIRST =
      Comparator.comparingDouble(Change::size)
          .reversed()
          .thenComparing(change -> change.metric.id());

  /** After divided by before; empty when one is missing, is 0 or is known only as a range. */
  public OptionalDouble ratio() {
    return before == null
            || after == null
            || !before.isExact()
            || !after.isExact()
            || before.low() <= 0
            || after.low() <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(after.low() / before.low());
  }

  private double size() {
    if (ratio().isPresent()) {
      return Math.abs(Math.log(ratio().getAsDouble()));
    }
    return before == null || after == null || before.order(after) == 0
        ? 0
        : Double.POSITIVE_INFINITY;
  }
}
