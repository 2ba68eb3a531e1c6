package io.openmeet.loadtest.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * The settings on the command line, read once.
 *
 * @param baseUrl the target; empty: the reference API is started
 * @param scale how intense and how long the run is
 * @param startAt when the measured window opens, and with a barrier at the earliest; empty: as soon
 *     as the load is steady
 * @param barrier the folder in which several injectors wait for each other; empty: they do not
 * @param allowTargets hosts other than loopback that may receive load
 * @param slas an SLA file to use instead of the one on the class path
 * @param history the folder of the history of all runs, relative to the project's
 * @param longestWarmUp the longest time that the load runs before it is measured
 * @param stopRule when to stop early
 * @param maxInFlight the most requests of an open model in flight; empty: as many as the limit on
 *     open files and the heap allow
 * @param dashboard where the run can be watched
 * @param metricsTargets addresses of the metrics of each instance of the target; empty: one
 *     instance, with its metrics at {@code /metrics}
 */
public record Settings(
    Optional<URI> baseUrl,
    LoadScale scale,
    Optional<Instant> startAt,
    Optional<Path> barrier,
    List<String> allowTargets,
    Optional<Path> slas,
    Path history,
    Duration longestWarmUp,
    StopRule stopRule,
    OptionalInt maxInFlight,
    DashboardSettings dashboard,
    List<URI> metricsTargets) {
  /**
   * @param properties the JVM's system properties
   * @throws ConfigurationException on an unknown key or a malformed value
   */
  public static Settings from(Properties properties) {
    KnownKeys.check(properties);
    PropertyReader reader = new PropertyReader(properties);
    return new Settings(
        reader.given(Property.BASE_URL).map(Settings::target),
        scale(reader),
        reader.given(Property.START_AT).map(Settings::instant),
        reader.given(Property.BARRIER).map(Path::of),
        reader.list(Property.ALLOW_TARGET),
        reader.given(Property.SLAS).map(Path::of),
        Path.of(reader.text(Property.HISTORY)),
        Duration.ofSeconds(reader.wholeSeconds(Property.WARMUP_MAX)),
        new StopRule(
            reader.number(Property.STOP_ERROR_RATIO),
            reader.wholeSeconds(Property.STOP_AFTER_SECONDS)),
        maxInFlight(reader),
        DashboardSettings.from(reader),
        metricsTargets(reader));
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

  private static URI target(String value) {
    try {
      return URI.create(value);
    } catch (IllegalArgumentException malformed) {
      throw new ConfigurationException(
          "-DbaseUrl: expected http://host:port or https://host:port, found \"%s\"."
              .formatted(withoutUser(value)),
          malformed);
    }
  }

  /** The address without user and password. */
  private static String withoutUser(String url) {
    return url.replaceFirst(".*@", "...@");
  }

  private static List<URI> metricsTargets(PropertyReader reader) {
    if (reader.given(Property.METRICS_TARGETS).isPresent()
        && reader.given(Property.BASE_URL).isEmpty()) {
      throw new ConfigurationException(
          "-Dmetrics.targets: expected -DbaseUrl in addition, found none; leave -Dmetrics.targets out, because the metrics of the reference API are read anyway.");
    }
    return reader.list(Property.METRICS_TARGETS).stream().map(Settings::metricsTarget).toList();
  }

  private static URI metricsTarget(String address) {
    if (address.matches("https?://[^\\s@]+")) {
      return URI.create(address);
    }
    throw new ConfigurationException(
        "-Dmetrics.targets: expected addresses like http://host:port/metrics, one for each instance of the target, found \"%s\"."
            .formatted(withoutUser(address)));
  }
}
