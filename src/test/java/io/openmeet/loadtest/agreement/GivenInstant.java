package io.openmeet.loadtest.agreement;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The user names the instant at which the window opens ({@code -DstartAt}). */
final class GivenInstant extends StartAgreement {
  private final Instant opensAt;

  GivenInstant(Instant opensAt, WarmUpTimes times, InstantSource wallClock) {
    super(times, wallClock);
    this.opensAt = opensAt;
  }

  @Override
  public Optional<Instant> opensAt() {
    return Optional.of(opensAt);
  }

  @Override
  Optional<Instant> earliest() {
    return Optional.of(opensAt);
  }

  @Override
  public void checkTimeLeft() {
    Duration left = Duration.between(now(), opensAt);
    if (left.isNegative()) {
      throw new ConfigurationException(
          "-DstartAt: expected a time in the future, found %s, which was %s ago by this machine's clock; set a later time."
              .formatted(opensAt, seconds(left.negated())));
    }
    Duration needed = times().shortest().plus(times().lead());
    if (left.compareTo(needed) < 0) {
      throw new ConfigurationException(
          "-DstartAt: expected a time at least %s from now, because warm-up and growth of the load take that long, found %s, which is in %s; set a later time."
              .formatted(seconds(needed), opensAt, seconds(left)));
    }
  }

  @Override
  String remedy() {
    return "Set a later -DstartAt, or look for what makes the target slow.";
  }

  @Override
  public String progress() {
    return "waiting for -DstartAt, %d s left"
        .formatted(untilOpen().orElse(Duration.ZERO).plusMillis(999).toSeconds());
  }
}
