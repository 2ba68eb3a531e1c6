package io.openmeet.loadtest.settings;

import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses properties that look like ours and are not, so that a typing mistake never runs the wrong
 * test in silence.
 *
 * <p>Maven hands its own properties down to the injector, and a JVM has many: those have a dot in
 * their names or are listed in {@link #MAVENS_OWN}. What is left without a dot was meant for us,
 * and so was what begins as {@link #OURS_WITH_A_DOT} do.
 */
final class KnownKeys {
  private static final List<String> OURS =
      List.of(
          "allowTarget",
          "baseUrl",
          "injector.maxInFlight",
          "metrics.host",
          "metrics.linger",
          "metrics.port",
          "metrics.targets",
          "profile",
          "slas",
          "stopAfterSeconds",
          "stopErrorRatio",
          "warmup.max");

  /** Keys that begin so are ours, though they have a dot. */
  private static final List<String> OURS_WITH_A_DOT = List.of("metrics.", "warmup.");

  /** Undotted names that Maven, its core plugins and their wrappers understand. */
  private static final Set<String> MAVENS_OWN =
      Set.of(
          "basedir",
          "skip",
          "skipTests",
          "skipITs",
          "test",
          "encoding",
          "debug",
          "verbose",
          "localRepository",
          "settings",
          "offline",
          "interactiveMode",
          "surefire",
          "localRepositoryPath",
          "coordinates",
          "argLine",
          "excludedGroups",
          "failIfNoTests",
          "forkCount",
          "groups",
          "parallel",
          "reuseForks",
          "threadCount",
          "trimStackTrace");

  private KnownKeys() {}

  static void check(Properties properties) {
    if (properties.containsKey("baseUrl")) {
      refuseReferenceKeys(properties);
    }
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      boolean dotted = key.indexOf('.') >= 0 && OURS_WITH_A_DOT.stream().noneMatch(key::startsWith);
      boolean foreign = dotted || MAVENS_OWN.contains(key);
      if (!OURS.contains(key) && !foreign) {
        throw new ConfigurationException(
            "-D%s: no such property; known are %s and reference.* (see the README)."
                .formatted(key, String.join(", ", OURS)));
      }
    }
  }

  /** They would be without effect: with a target given, no reference API is started. */
  private static void refuseReferenceKeys(Properties properties) {
    properties.stringPropertyNames().stream()
        .filter(key -> key.startsWith("reference."))
        .sorted()
        .findFirst()
        .ifPresent(
            key -> {
              throw new ConfigurationException(
                  "-D%s: has no effect together with -DbaseUrl; leave one of the two out."
                      .formatted(key));
            });
  }
}
