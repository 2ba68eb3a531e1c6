package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Option;

/** The properties of a run, as they are written for Maven. */
final class RunProperties {
  /** Maven, too, takes a property without "=" as "true". */
  @Option(
      names = "-D",
      paramLabel = "<property>=<value>",
      mapFallbackValue = "true",
      description = "A property, written as for mvn gatling:test; can be repeated.")
  private Map<String, String> given = new LinkedHashMap<>();

  Map<String, String> given() {
    return given;
  }

  /**
   * The settings of a run with these properties.
   *
   * @throws ConfigurationException on an unknown key or a malformed value
   */
  Settings settings() {
    Properties properties = new Properties();
    properties.putAll(given);
    return Settings.from(properties);
  }
}
