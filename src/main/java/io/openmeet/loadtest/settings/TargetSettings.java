package io.openmeet.loadtest.settings;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the target is, and where it answers what the run itself asks. An address is a path below
 * the target's, such as {@code /health}, or a whole URL.
 *
 * @param baseUrl the target; empty: the reference API is started
 * @param allowedHosts hosts other than loopback that may receive load
 * @param health answers 200 when the target is ready; empty: the target is not asked
 * @param metrics addresses of the Prometheus metrics of each instance; empty: the target has none
 */
public record TargetSettings(
    Optional<URI> baseUrl,
    List<String> allowedHosts,
    Optional<String> health,
    List<String> metrics) {
  /** Instead of an address: the target has nothing there. */
  private static final String NONE = "none";

  private static final Pattern ADDRESS = Pattern.compile("/[^\\s@#]*|https?://[^\\s@#]+");

  static TargetSettings from(PropertyReader reader) {
    if (reader.given(Property.BASE_URL).isEmpty()) {
      Stream.of(Property.TARGET_HEALTH, Property.TARGET_METRICS)
          .filter(property -> reader.given(property).isPresent())
          .forEach(TargetSettings::refuseWithoutTarget);
    }
    return new TargetSettings(
        reader.given(Property.BASE_URL).map(TargetSettings::target),
        reader.list(Property.ALLOW_TARGET),
        addresses(reader, Property.TARGET_HEALTH).stream().findFirst(),
        addresses(reader, Property.TARGET_METRICS));
  }

  private static void refuseWithoutTarget(Property property) {
    throw new ConfigurationException(
        "-D%s: expected -DbaseUrl in addition, found none; leave -D%1$s out, because the addresses of the reference API are known."
            .formatted(property.key()));
  }

  private static URI target(String value) {
    try {
      return URI.create(value);
    } catch (IllegalArgumentException malformed) {
      throw new ConfigurationException(
          "-DbaseUrl: expected http://host:port or https://host:port, with or without a path, found \"%s\"."
              .formatted(withoutUser(value)),
          malformed);
    }
  }

  private static List<String> addresses(PropertyReader reader, Property property) {
    if (reader.text(property).equals(NONE)) {
      return List.of();
    }
    List<String> addresses = reader.list(property);
    for (String address : addresses) {
      if (!isAddress(address)) {
        throw new ConfigurationException(
            "-D%s: expected a path such as %s, an address such as http://host:port%2$s, or none, found \"%s\"."
                .formatted(property.key(), property.defaultText(), withoutUser(address)));
      }
    }
    if (property == Property.TARGET_HEALTH && addresses.size() > 1) {
      throw new ConfigurationException(
          "-Dtarget.health: expected one address, found %d; name only one."
              .formatted(addresses.size()));
    }
    return addresses;
  }

  private static boolean isAddress(String address) {
    try {
      return ADDRESS.matcher(address).matches() && !URI.create(address).toString().isEmpty();
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  /**
   * @param base without a slash at its end
   * @param address a path below it, or a whole URL
   */
  public static URI below(URI base, String address) {
    return URI.create(address.startsWith("/") ? base + address : address);
  }

  /** The address without user and password. */
  private static String withoutUser(String url) {
    return url.replaceFirst(".*@", "...@");
  }
}
