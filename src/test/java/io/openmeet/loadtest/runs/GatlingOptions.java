package io.openmeet.loadtest.runs;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Options of Gatling's Maven plugin. Most work here as they do elsewhere; those that cannot work
 * are refused by name.
 */
final class GatlingOptions {
  /** Set by the pom, because the plugin does not pass on its own -Dgatling.noReports. */
  private static final String NO_REPORTS = "loadtest.noReports";

  /** The property, and what to do instead. */
  private static final Map<String, String> WITHOUT_EFFECT =
      new TreeMap<>(
          Map.of(
              "gatling.resultsFolder", "find the runs in target/gatling",
              "gatling.core.directory.results", "find the runs in target/gatling",
              "gatling.simulationsFolder", "put simulations into src/test/java",
              "gatling.resourcesFolder", "put resources into src/test/resources"));

  private GatlingOptions() {}

  /**
   * @throws ConfigurationException when an option is set that has no effect here
   */
  static void check(Properties properties) {
    WITHOUT_EFFECT.forEach(
        (key, instead) -> {
          if (properties.containsKey(key)) {
            throw new ConfigurationException(
                "-D%s: has no effect here; leave it out, and %s.".formatted(key, instead));
          }
        });
    if (Boolean.parseBoolean(properties.getProperty("gatling.sameProcess"))) {
      throw new ConfigurationException(
          "-Dgatling.sameProcess: the end of a run would end Maven's JVM; leave it out, and debug with MAVEN_OPTS or JDK_JAVA_OPTIONS.");
    }
  }

  /** Whether Gatling creates no report. */
  static boolean noReports() {
    return Boolean.getBoolean(NO_REPORTS);
  }
}
