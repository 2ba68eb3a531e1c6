package io.openmeet.reference;

import io.openmeet.reference.database.DatabaseLimits;
import io.openmeet.reference.database.Seed;
import io.openmeet.reference.faults.Faults;
import io.openmeet.reference.http.Limits;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that can be set, read once from the system properties {@code reference.*}.
 *
 * @param port where to listen on 127.0.0.1; 0 takes any free port
 * @param dataFolder holds databases, recordings and binaries; kept between starts, which makes the
 *     next start faster
 * @param faults what to do wrong on purpose
 * @param databaseUrl a PostgreSQL server to use instead of the embedded one; its schema {@code
 *     openmeet} is dropped and made again at each start
 * @param redisUrl a Redis server to use instead of the embedded one
 * @param maxUploadBytes the largest recording accepted
 * @param recordingsBytes how many bytes of recordings stay on disk; older ones expire
 * @param databaseLimits most connections to the database (the tuning's number unless set), how long
 *     a statement waits for one, and how long a statement may take before it is slow
 * @param stopWithStdin stop when standard input ends, so that an API never outlives the program
 *     that started it
 * @param tuning with the optimisations or without
 * @param keepData begin with the data of the API that last ran in this slot, not with the seed
 * @param longList meetings of the first organisation; those above the seed's 2,000 have no texts
 * @param limits how much of the server clients may take
 */
public record ReferenceSettings(
    int port,
    Path dataFolder,
    Faults faults,
    Optional<URI> databaseUrl,
    Optional<URI> redisUrl,
    long maxUploadBytes,
    long recordingsBytes,
    DatabaseLimits databaseLimits,
    boolean stopWithStdin,
    Tuning tuning,
    boolean keepData,
    int longList,
    Limits limits) {

  private static final String PREFIX = "reference.";

  /** The valid keys, in the order in which messages list them. */
  private static final List<String> KEYS =
      List.of(
          "reference.port",
          "reference.dataFolder",
          "reference.faults",
          "reference.databaseUrl",
          "reference.redisUrl",
          "reference.maxUploadBytes",
          "reference.recordingsBytes",
          "reference.poolSize",
          "reference.acquireTimeoutMs",
          "reference.slowQueryMs",
          "reference.stopWithStdin",
          "reference.tuning",
          "reference.keepData",
          "reference.longList",
          "reference.connections",
          "reference.newConnections",
          "reference.requestSeconds",
          "reference.idleSeconds");

  /**
   * Reads the settings.
   *
   * @throws CannotStart with one sentence when a key is unknown or a value malformed
   */
  public static ReferenceSettings read(Properties properties) {
    Set<String> unknown = new TreeSet<>();
    for (String key : properties.stringPropertyNames()) {
      if (key.startsWith(PREFIX) && !KEYS.contains(key)) {
        unknown.add(key);
      }
    }
    if (!unknown.isEmpty()) {
      throw new CannotStart(
          "Unknown setting %s; the valid ones are %s."
              .formatted(String.join(", ", unknown), String.join(", ", KEYS)));
    }
    Tuning tuning = tuning(properties);
    return new ReferenceSettings(
        (int) number(properties, "reference.port", 0, 0, 65_535),
        Path.of(properties.getProperty("reference.dataFolder", "target/reference"))
            .toAbsolutePath()
            .normalize(),
        faults(properties),
        url(properties, "reference.databaseUrl", "postgresql://user:password@host:5432/database"),
        url(properties, "reference.redisUrl", "redis://host:6379"),
        number(properties, "reference.maxUploadBytes", 8L << 20, 1, 1L << 40),
        number(properties, "reference.recordingsBytes", 1L << 30, 0, 1L << 50),
        new DatabaseLimits(
            (int) number(properties, "reference.poolSize", tuning.poolSize(), 1, 1_000),
            Duration.ofMillis(number(properties, "reference.acquireTimeoutMs", 2_000, 1, 600_000)),
            Duration.ofMillis(number(properties, "reference.slowQueryMs", 500, 1, 600_000))),
        flag(properties, "reference.stopWithStdin"),
        tuning,
        flag(properties, "reference.keepData"),
        (int) number(properties, "reference.longList", Seed.MEETINGS, Seed.MEETINGS, 100_000),
        limits(properties));
  }

  private static Limits limits(Properties properties) {
    return new Limits(
        (int) number(properties, "reference.connections", 30_000, 1, 1_000_000),
        (int) number(properties, "reference.newConnections", 15_000, 1, 1_000_000),
        Duration.ofSeconds(number(properties, "reference.requestSeconds", 60, 1, 3_600)),
        Duration.ofSeconds(number(properties, "reference.idleSeconds", 75, 1, 86_400)));
  }

  private static Tuning tuning(Properties properties) {
    String name = properties.getProperty("reference.tuning", Tuning.OPTIMIZED.label());
    return Tuning.named(name)
        .orElseThrow(
            () ->
                new CannotStart(
                    "reference.tuning must be %s, but was '%s'.".formatted(Tuning.labels(), name)));
  }

  private static Faults faults(Properties properties) {
    try {
      return Faults.parse(properties.getProperty("reference.faults", ""));
    } catch (IllegalArgumentException malformed) {
      throw new CannotStart("reference.faults " + malformed.getMessage());
    }
  }

  private static long number(
      Properties properties, String key, long byDefault, long min, long max) {
    String value = properties.getProperty(key);
    if (value == null) {
      return byDefault;
    }
    try {
      long number = Long.parseLong(value.strip());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Reported below, like a number out of range.
    }
    throw new CannotStart(
        "%s must be a whole number from %d to %d, but was '%s'.".formatted(key, min, max, value));
  }

  private static boolean flag(Properties properties, String key) {
    String value = properties.getProperty(key, "false");
    if (value.equals("true") || value.equals("false")) {
      return value.equals("true");
    }
    throw new CannotStart("%s must be true or false, but was '%s'.".formatted(key, value));
  }

  private static Optional<URI> url(Properties properties, String key, String example) {
    String value = properties.getProperty(key);
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(value.strip());
      String scheme = example.substring(0, example.indexOf(':'));
      if (scheme.equals(uri.getScheme()) && uri.getHost() != null) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException malformed) {
      // Reported below, without the value, because it may contain a password.
    }
    throw new CannotStart("%s must look like %s.".formatted(key, example));
  }
}
