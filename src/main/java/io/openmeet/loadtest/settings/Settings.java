package io.openmeet.loadtest.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What the user asked for on the command line, read once.
 *
 * @param baseUrl the target; empty: the reference API is started
 * @param profile how hard and how long
 * @param allowTargets hosts other than loopback to which load may go
 * @param slas another SLA file than the one on the class path
 */
public record Settings(
    Optional<URI> baseUrl, Profile profile, List<String> allowTargets, Optional<Path> slas) {

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
        value(properties, "slas").map(Path::of));
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

  /** The address without what may be a password. */
  private static String withoutUser(String url) {
    return url.replaceFirst(".*@", "...@");
  }

  private static List<String> list(String value) {
    return Stream.of(value.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
