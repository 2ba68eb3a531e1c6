package io.openmeet.loadtest.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * The settings on the command line, read once.
 *
 * @param target where it is, and what it answers
 * @param scale how intense and how long the run is
 * @param startAt when the measured window opens, and with a barrier at the earliest; empty: as soon
 *     as the load is steady
 * @param barrier the folder in which several injectors wait for each other; empty: they do not
 * @param slas an SLA file to use instead of the one on the class path
 * @param history the folder of the history of all runs, relative to the project's
 * @param longestWarmUp the longest time that the load runs before it is measured
 * @param stopRule when to stop early
 * @param maxInFlight the most requests of an open model in flight; empty: as many as the limit on
 *     open files and the heap allow
 * @param dashboard where the run can be watched
 * @param remoteWrite where the run sends its figures; empty: nowhere
 * @param browser when a simulation that needs a browser runs
 */
public record Settings(
    TargetSettings target,
    LoadScale scale,
    Optional<Instant> startAt,
    Optional<Path> barrier,
    Optional<Path> slas,
    Path history,
    Duration longestWarmUp,
    StopRule stopRule,
    OptionalInt maxInFlight,
    DashboardSettings dashboard,
    Optional<RemoteWriteSettings> remoteWrite,
    BrowserUse browser) {
  /**
   * Reads a secret, if one is needed, from the environment of this JVM.
   *
   * @param properties the JVM's system properties
   * @throws ConfigurationException on an unknown key or a malformed value
   */
  public static Settings from(Properties properties) {
    return from(properties, System.getenv());
  }

  static Settings from(Properties properties, Map<String, String> environment) {
    KnownKeys.check(properties);
    PropertyReader reader = new PropertyReader(properties);
    LoadScale scale = scale(reader);
    return new Settings(
        TargetSettings.from(reader),
        scale,
        reader.given(Property.START_AT).map(Settings::instant),
        reader.given(Property.BARRIER).map(Path::of),
        reader.given(Property.SLAS).map(Path::of),
        Path.of(reader.text(Property.HISTORY)),
        Duration.ofSeconds(reader.wholeSeconds(Property.WARMUP_MAX)),
        new StopRule(
            reader.number(Property.STOP_ERROR_RATIO),
            reader.wholeSeconds(Property.STOP_AFTER_SECONDS)),
        maxInFlight(reader),
        DashboardSettings.from(reader),
        RemoteWriteSettings.from(reader, environment, scale.share()),
        BrowserUse.named(reader.text(Property.BROWSER)));
  }

  /**
   * For a simulation that needs time.
   *
   * @param least length of its window
   * @return the same, but with no shorter window
   */
  public Settings withWindowOfAtLeast(Duration least) {
    return new Settings(
        target,
        scale.withWindowOfAtLeast(least),
        startAt,
        barrier,
        slas,
        history,
        longestWarmUp,
        stopRule,
        maxInFlight,
        dashboard,
        remoteWrite,
        browser);
  }

  private static LoadScale scale(PropertyReader reader) {
    return new LoadScale(
        Profile.named(reader.text(Property.PROFILE)),
        reader.wholeNumber(Property.RATE),
        reader.wholeNumber(Property.USERS),
        reader.given(Property.DURATION).isPresent()
            ? Optional.of(Duration.ofSeconds(reader.wholeSeconds(Property.DURATION)))
            : Optional.empty(),
        reader
            .given(Property.THINK_TIME_FACTOR)
            .map(Settings::factor)
            .orElseGet(OptionalDouble::empty),
        InjectorShare.parse(reader.text(Property.INJECTOR)));
  }

  private static OptionalDouble factor(String value) {
    if (value.matches("[0-9]{1,3}(\\.[0-9]{1,2})?")) {
      double factor = Double.parseDouble(value);
      if (factor > 0 && factor <= 100) {
        return OptionalDouble.of(factor);
      }
    }
    throw new ConfigurationException(
        "-DthinkTimeFactor: expected a number from 0.01 to 100, found \"%s\".".formatted(value));
  }

  private static Instant instant(String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException malformed) {
      throw new ConfigurationException(
          "-DstartAt: expected a time in UTC such as 2026-05-04T03:00:00Z, found \"%s\"."
              .formatted(value),
          malformed);
    }
  }

  private static OptionalInt maxInFlight(PropertyReader reader) {
    Optional<String> value = reader.given(Property.MAX_IN_FLIGHT);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (value.get().matches("[1-9][0-9]{0,8}")) {
      return OptionalInt.of(Integer.parseInt(value.get()));
    }
    throw new ConfigurationException(
        "-Dinjector.maxInFlight: expected a whole number of requests from %d to %d, found \"%s\"."
            .formatted(Property.MAX_IN_FLIGHT.least(), Property.MAX_IN_FLIGHT.most(), value.get()));
  }
}
