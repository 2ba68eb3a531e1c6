package io.openmeet.loadtest.results;

import java.time.Duration;
import java.time.Instant;

/**
 * One look at another clock.
 *
 * @param before by the injector's clock, before the other clock was read
 * @param shown by the other clock
 * @param after by the injector's clock, after the other clock was read
 * @param resolution the other clock shows its time rounded down to a multiple of this
 */
public record ClockReading(Instant before, Instant shown, Instant after, Duration resolution) {
  /** The least possible value of the other clock minus the injector's. */
  long leastOffsetNanos() {
    return Duration.between(after, shown).toNanos();
  }

  /** The greatest possible value of the other clock minus the injector's. */
  long mostOffsetNanos() {
    return Duration.between(before, shown.plus(resolution)).toNanos();
  }
}
