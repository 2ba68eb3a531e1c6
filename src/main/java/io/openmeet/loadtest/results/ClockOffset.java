package io.openmeet.loadtest.results;

import io.openmeet.loadtest.statistics.Required;

/**
 * The difference between the injector's clock and a clock that all injectors of a run can read.
 *
 * @param offsetMs the other clock minus the injector's, in milliseconds
 * @param uncertaintyMs the true difference is at most this much more or less
 * @param against whose clock, in words for people, such as {@code the target's Date}
 */
public record ClockOffset(double offsetMs, double uncertaintyMs, String against) {
  public ClockOffset {
    Required.that(Double.isFinite(offsetMs), "clock.offsetMs", "a number", offsetMs);
    Required.that(
        uncertaintyMs >= 0 && Double.isFinite(uncertaintyMs),
        "clock.uncertaintyMs",
        "0 or more",
        uncertaintyMs);
    Required.that(against != null && !against.isBlank(), "clock.against", "a text", against);
  }
}
