package io.openmeet.loadtest.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How intense and how long a run is. The intensity is a ratio of the full load, which each
 * simulation states, with a cap on users or requests per second.
 */
public enum Profile {
  // ratio of the full load, cap, ramp-up, measured window, factor on the think time

  /** Full intensity, 30 s window: the default. */
  QUICK(1.0, Integer.MAX_VALUE, Duration.ofSeconds(5), Duration.ofSeconds(30), 1.0),
  /** 2 % of the load for some seconds: shows that all parts work, not how fast they are. */
  SMOKE(0.02, Integer.MAX_VALUE, Duration.ofSeconds(2), Duration.ofSeconds(5), 0.5),
  /** 100 users, or 100 requests/s, for a minute. */
  DAILY(1.0, 100, Duration.ofSeconds(5), Duration.ofSeconds(60), 1.0),
  /** Full intensity for ten minutes. */
  WEEKLY(1.0, Integer.MAX_VALUE, Duration.ofSeconds(10), Duration.ofMinutes(10), 1.0),
  /** Twice the full intensity for two minutes. */
  PRERELEASE(2.0, Integer.MAX_VALUE, Duration.ofSeconds(10), Duration.ofMinutes(2), 1.0);

  private final double ratio;
  private final int cap;
  private final Duration rampUp;
  private final Duration window;
  private final double thinkTimeFactor;

  Profile(double ratio, int cap, Duration rampUp, Duration window, double thinkTimeFactor) {
    this.ratio = ratio;
    this.cap = cap;
    this.rampUp = rampUp;
    this.window = window;
    this.thinkTimeFactor = thinkTimeFactor;
  }

  public static Profile named(String name) {
    return Arrays.stream(values())
        .filter(profile -> profile.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "-Dprofile: expected one of %s, found \"%s\".".formatted(labels(), name)));
  }

  /** The names on the command line, as a list. */
  static String labels() {
    return Arrays.stream(values()).map(Profile::label).collect(Collectors.joining(", "));
  }

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param full users, connections or requests per second at full intensity, at least 1
   * @return the same at this profile's intensity, rounded up, at least 1
   */
  public int scale(int full) {
    return (int) Math.max(1, Math.min(cap, Math.ceil(full * ratio)));
  }

  /** The time in which the load grows to its full size. */
  public Duration rampUp() {
    return rampUp;
  }

  /** The length of the measured window. */
  public Duration window() {
    return window;
  }

  /**
   * The factor on every think time. With few users and a short window, only a shorter think time
   * gives enough samples for a P99.
   */
  double thinkTimeFactor() {
    return thinkTimeFactor;
  }
}
