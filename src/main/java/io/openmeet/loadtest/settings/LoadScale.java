package io.openmeet.loadtest.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How large and how long a run is: the profile, what the user changed of it, and the part that this
 * injector makes of it.
 *
 * @param rate requests/s that the user asks for, instead of the profile's
 * @param users that the user asks for, instead of the profile's
 * @param duration of the measured window that the user asks for, instead of the profile's
 * @param askedThinkTimeFactor that the user asks for, instead of the profile's; above 0
 * @param share of the load
 */
public record LoadScale(
    Profile profile,
    OptionalInt rate,
    OptionalInt users,
    Optional<Duration> duration,
    OptionalDouble askedThinkTimeFactor,
    InjectorShare share) {
  /** Shortest ramp of a run whose length the user sets. */
  private static final Duration SHORTEST_RAMP = Duration.ofSeconds(2);

  /** A ramp is at most this part of a window whose length the user sets. */
  private static final int RAMPS_IN_A_WINDOW = 5;

  /** The profile as it is, by one injector. */
  public static LoadScale of(Profile profile) {
    return new LoadScale(
        profile,
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        InjectorShare.WHOLE);
  }

  /**
   * Requests/s of all injectors together.
   *
   * @param full at full intensity, at least 1
   */
  public int rate(int full) {
    return rate.orElseGet(() -> profile.scale(full));
  }

  /**
   * Users or connections of all injectors together.
   *
   * @param full at full intensity, at least 1
   */
  public int users(int full) {
    return users.orElseGet(() -> profile.scale(full));
  }

  /**
   * What the user asks for instead of the profile's; empty: nothing.
   *
   * @param size {@link Property#RATE} or {@link Property#USERS}
   */
  public OptionalInt asked(Property size) {
    return size == Property.RATE ? rate : users;
  }

  /** The same load, made by one injector. */
  public LoadScale whole() {
    return new LoadScale(profile, rate, users, duration, askedThinkTimeFactor, InjectorShare.WHOLE);
  }

  /**
   * The same load over a window that is no shorter.
   *
   * @param least length of the window
   */
  public LoadScale withWindowOfAtLeast(Duration least) {
    return window().compareTo(least) >= 0
        ? this
        : new LoadScale(profile, rate, users, Optional.of(least), askedThinkTimeFactor, share);
  }

  /** The time in which the load grows to its full size. */
  public Duration rampUp() {
    if (duration.isEmpty()) {
      return profile.rampUp();
    }
    Duration part = duration.get().dividedBy(RAMPS_IN_A_WINDOW);
    Duration ramp = part.compareTo(SHORTEST_RAMP) < 0 ? SHORTEST_RAMP : part;
    return ramp.compareTo(profile.rampUp()) < 0 ? ramp : profile.rampUp();
  }

  /** The length of the measured window. */
  public Duration window() {
    return duration.orElseGet(profile::window);
  }

  /** The factor on every think time. */
  public double thinkTimeFactor() {
    return askedThinkTimeFactor.orElseGet(profile::thinkTimeFactor);
  }

  /**
   * The think time of this run.
   *
   * @param full at full intensity
   */
  public Duration thinkTime(Duration full) {
    return Duration.ofMillis(Math.round(full.toMillis() * thinkTimeFactor()));
  }
}
