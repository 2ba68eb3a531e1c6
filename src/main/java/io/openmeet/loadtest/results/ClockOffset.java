package io.openmeet.loadtest.results;

import io.openmeet.loadtest.statistics.Required;
import java.util.List;
import java.util.Optional;

/**
 * The difference between the injector's clock and a clock that all injectors of a run can read.
 *
 * @param offsetMs the other clock minus the injector's, in milliseconds
 * @param uncertaintyMs the true difference is at most this much more or less
 * @param against whose clock, in words for people, such as {@code the target's Date}
 */
public record ClockOffset(double offsetMs, double uncertaintyMs, String against) {
  private static final double NANOS_IN_A_MILLI = 1e6;

  public ClockOffset {
    Required.that(Double.isFinite(offsetMs), "clock.offsetMs", "a number", offsetMs);
    Required.that(
        uncertaintyMs >= 0 && Double.isFinite(uncertaintyMs),
        "clock.uncertaintyMs",
        "0 or more",
        uncertaintyMs);
    Required.that(against != null && !against.isBlank(), "clock.against", "a text", against);
  }

  /**
   * The difference that agrees with all readings: each bounds it by the moments before and after,
   * and the bounds of all together are narrower (Cristian, "Probabilistic clock synchronization",
   * Distributed Computing 3, 1989).
   *
   * @param against whose clock, in words for people
   * @return the middle of the bounds; empty when there is no reading, or when readings contradict
   *     each other, because a clock was set meanwhile
   */
  public static Optional<ClockOffset> of(List<ClockReading> readings, String against) {
    long least =
        readings.stream().mapToLong(ClockReading::leastOffsetNanos).max().orElse(Long.MAX_VALUE);
    long most =
        readings.stream().mapToLong(ClockReading::mostOffsetNanos).min().orElse(Long.MIN_VALUE);
    return least > most
        ? Optional.empty()
        : Optional.of(
            new ClockOffset(
                (least + (most - least) / 2.0) / NANOS_IN_A_MILLI,
                (most - least) / 2.0 / NANOS_IN_A_MILLI,
                against));
  }
}
