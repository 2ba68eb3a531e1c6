package io.openmeet.loadtest.comparison;

import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Property;
import io.openmeet.loadtest.settings.PropertyGroup;
import io.openmeet.loadtest.settings.SecretProperties;
import io.openmeet.loadtest.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The options of a side: properties of {@code mvn gatling:test}, written as on its command line.
 */
public final class SideOptions {
  /** Properties that are the same on both sides, and what to do instead. */
  private static final Map<String, String> FIXED =
      new TreeMap<>(
          Map.of(
              Property.PROFILE.key(),
              "use --profile",
              Property.HISTORY.key(),
              "the runs are in the experiment's own history",
              "gatling.simulationClass",
              "use --simulation"));

  /** A run accepts any other property, because Maven and CI systems have theirs. */
  private static final List<String> PREFIXES =
      List.of(PropertyGroup.REFERENCE.prefix(), "gatling.", "javax.net.ssl.");

  private SideOptions() {}

  private static boolean isKnown(String key) {
    return Stream.of(Property.values()).anyMatch(property -> property.key().equals(key))
        || PREFIXES.stream().anyMatch(key::startsWith);
  }

  /**
   * Splits the options at blanks and checks them as a run does.
   *
   * @param option the command's option, such as {@code --a}, for messages
   * @param text such as {@code -Dreference.tuning=baseline -DstopErrorRatio=1}; empty: no options
   * @throws ConfigurationException when one is not {@code -Dkey=value}, is unknown, or would differ
   *     in more than the sides may
   */
  public static List<String> parse(String option, String text) {
    List<String> options =
        Stream.of(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    Properties properties = new Properties();
    for (String word : options) {
      if (!word.matches("-D[^=\\s]+=.*")) {
        throw new ConfigurationException(
            "%s: expected properties like -Dreference.tuning=baseline, found \"%s\"."
                .formatted(option, word));
      }
      int equals = word.indexOf('=');
      String key = word.substring("-D".length(), equals);
      if (FIXED.containsKey(key)) {
        throw new ConfigurationException(
            "%s: -D%s cannot differ between the sides; leave it out: %s."
                .formatted(option, key, FIXED.get(key)));
      }
      String value = word.substring(equals + 1);
      if (SecretProperties.isSecret(key, value)) {
        throw new ConfigurationException(
            "%s: -D%s is a secret, and the plan is written into a file; leave it out, and put it into MAVEN_OPTS."
                .formatted(option, key));
      }
      properties.setProperty(key, value);
    }
    try {
      Settings.from(properties);
    } catch (ConfigurationException wrong) {
      throw new ConfigurationException("%s: %s".formatted(option, wrong.getMessage()), wrong);
    }
    for (String key : properties.stringPropertyNames()) {
      if (!isKnown(key)) {
        throw new ConfigurationException(
            "%s: -D%s: no such property; expected one that ci/loadtest settings prints, or one that begins with %s"
                .formatted(option, key, String.join(" or ", PREFIXES)));
      }
    }
    return options;
  }
}
