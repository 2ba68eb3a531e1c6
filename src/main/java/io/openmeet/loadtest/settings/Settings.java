package io.openmeet.loadtest.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The settings on the command line, read once.
 *
 * @param baseUrl the target; empty: the reference API is started
 * @param profile how intense and how long the run is
 * @param allowTargets hosts other than loopback that may receive load
 * @param slas an SLA file to use instead of the one on the class path
 * @param longestWarmUp the longest time that the load runs before it is measured
 * @param stopRule when to stop early
 * @param maxInFlight the most requests of an open model in flight; empty: as many as the limit on
 *     open files and the heap allow
 * @param live where the run can be watched
 * @param metricsTargets addresses of the metrics of each instance of the target; empty: one
 *     instance, with its metrics at {@code /metrics}
 */
public record Settings(
    Optional<URI> baseUrl,
    Profile profile,
    List<String> allowTargets,
    Optional<Path> slas,
    Duration longestWarmUp,
    StopRule stopRule,
    OptionalInt maxInFlight,
    LiveSettings live,
    List<URI> metricsTargets) {
  private static final double STOP_ERROR_RATIO = 0.5;
  private static final double STOP_AFTER_SECONDS = 10;
  private static final double SHORTEST_WARM_UP_SECONDS = 5;
  private static final double LONGEST_WARM_UP_SECONDS = 120;

  /**
   * @param properties the JVM's system properties
   * @throws ConfigurationException on an unknown key or a malformed value
   */
  public static Settings from(Properties properties) {
    KnownKeys.check(properties);
    return new Settings(
        value(properties, "baseUrl").map(Settings::url),
        Profile.named(value(properties, "profile").orElse(Profile.QUICK.label())),
        value(properties, "allowTarget").map(Settings::list).orElse(List.of()),
        value(properties, "slas").map(Path::of),
        Duration.ofSeconds(
            wholeSeconds(
                properties,
                "warmup.max",
                SHORTEST_WARM_UP_SECONDS,
                3_600,
                LONGEST_WARM_UP_SECONDS)),
        new StopRule(
            number(properties, "stopErrorRatio", 0, 1, STOP_ERROR_RATIO),
            wholeSeconds(properties, "stopAfterSeconds", 1, 3_600, STOP_AFTER_SECONDS)),
        maxInFlight(properties),
        LiveSettings.of(
            value(properties, "metrics.port"),
            value(properties, "metrics.host"),
            value(properties, "metrics.allowHost").map(Settings::list).orElse(List.of()),
            number(
                properties,
                "metrics.linger",
                0,
                LiveSettings.LONGEST_LINGER_SECONDS,
                LiveSettings.LINGER_SECONDS)),
        metricsTargets(properties));
  }

  private static OptionalInt maxInFlight(Properties properties) {
    Optional<String> value = value(properties, "injector.maxInFlight");
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (value.get().matches("[1-9][0-9]{0,8}")) {
      return OptionalInt.of(Integer.parseInt(value.get()));
    }
    throw new ConfigurationException(
        "-Dinjector.maxInFlight: expected a whole number of requests from 1 to 999999999, found \"%s\"."
            .formatted(value.get()));
  }

  private static int wholeSeconds(
      Properties properties, String key, double min, double max, double standard) {
    double seconds = number(properties, key, min, max, standard);
    if (seconds != Math.rint(seconds)) {
      throw new ConfigurationException(
          "-D%s: expected whole seconds, found \"%s\"."
              .formatted(key, properties.getProperty(key)));
    }
    return (int) seconds;
  }

  private static double number(
      Properties properties, String key, double min, double max, double standard) {
    Optional<String> value = value(properties, key);
    if (value.isEmpty()) {
      return standard;
    }
    try {
      double number = Double.parseDouble(value.get());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // reported below, together with numbers out of range
    }
    throw new ConfigurationException(
        "-D%s: expected a number from %.0f to %.0f, found \"%s\"."
            .formatted(key, min, max, value.get()));
  }

  private static Optional<String> value(Properties properties, String key) {
    String value = properties.getProperty(key);
    if (value != null && value.isBlank()) {
      throw new ConfigurationException(
          "-D%s: expected a value, found none; give one or leave the property out.".formatted(key));
    }
    return Optional.ofNullable(value).map(String::strip);
  }

  private static URI url(String value) {
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

  private static List<URI> metricsTargets(Properties properties) {
    Optional<String> value = value(properties, "metrics.targets");
    if (value.isPresent() && value(properties, "baseUrl").isEmpty()) {
      throw new ConfigurationException(
          "-Dmetrics.targets: expected -DbaseUrl in addition, found none; leave -Dmetrics.targets out, because the metrics of the reference API are read anyway.");
    }
    return value.stream()
        .flatMap(addresses -> list(addresses).stream())
        .map(
            address -> {
              if (address.matches("https?://[^\\s@]+")) {
                return URI.create(address);
              }
              throw new ConfigurationException(
                  "-Dmetrics.targets: expected addresses like http://host:port/metrics, one for each instance of the target, found \"%s\"."
                      .formatted(withoutUser(address)));
            })
        .toList();
  }

  private static List<String> list(String value) {
    return Stream.of(value.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
