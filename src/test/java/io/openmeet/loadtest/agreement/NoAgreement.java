package io.openmeet.loadtest.agreement;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** One injector makes the whole load, and its window opens as soon as that is steady. */
final class NoAgreement extends StartAgreement {
  NoAgreement(WarmUpTimes times, InstantSource wallClock) {
    super(times, wallClock);
  }

  @Override
  public boolean isNone() {
    return true;
  }

  @Override
  public Optional<Instant> opensAt() {
    return Optional.empty();
  }

  @Override
  Optional<Instant> earliest() {
    return Optional.empty();
  }

  @Override
  String remedy() {
    return "Look for what makes the target slow.";
  }

  @Override
  public String progress() {
    return "ready";
  }
}
