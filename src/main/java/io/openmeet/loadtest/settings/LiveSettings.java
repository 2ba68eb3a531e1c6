package io.openmeet.loadtest.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Where a run can be watched while it goes on.
 *
 * @param on whether at all
 * @param port 0-65535, where 0 means any that is free; empty: the usual one, or any when another
 *     program has it
 * @param host the address to listen on; empty: loopback
 * @param allowedHosts names, besides this machine's own, by which readers may ask for it
 * @param linger how long the end of the run waits, at most, for readers who are there to fetch the
 *     final figures
 */
public record LiveSettings(
    boolean on,
    OptionalInt port,
    Optional<String> host,
    List<String> allowedHosts,
    Duration linger) {
  /** As Prometheus's own exporters for Java use it in their examples. */
  public static final int USUAL_PORT = 9464;

  public static final String OFF = "off";

  /** A page looks every two seconds. */
  static final double LINGER_SECONDS = 3;

  static final double LONGEST_LINGER_SECONDS = 300;
  private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");
  private static final int HIGHEST_PORT = 65_535;

  /** Nobody watches. */
  public static LiveSettings off() {
    return new LiveSettings(false, OptionalInt.empty(), Optional.empty(), List.of(), Duration.ZERO);
  }

  static LiveSettings of(
      Optional<String> port,
      Optional<String> host,
      List<String> allowedHosts,
      double lingerSeconds) {
    if (port.filter(OFF::equals).isPresent()) {
      return off();
    }
    allowedHosts.forEach(LiveSettings::checkName);
    return new LiveSettings(
        true,
        port.map(value -> OptionalInt.of(portNumber(value))).orElseGet(OptionalInt::empty),
        host,
        allowedHosts,
        Duration.ofMillis(Math.round(lingerSeconds * 1000)));
  }

  private static void checkName(String host) {
    if (!HOST_NAME.matcher(host).matches()) {
      throw new ConfigurationException(
          "-Dmetrics.allowHost: expected host names without a port, such as loadtest or loadtest.perf.svc, found \"%s\"."
              .formatted(host));
    }
  }

  private static int portNumber(String value) {
    if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= HIGHEST_PORT) {
      return Integer.parseInt(value);
    }
    throw new ConfigurationException(
        "-Dmetrics.port: expected a port from 0 (any) to %d, or %s, found \"%s\"."
            .formatted(HIGHEST_PORT, OFF, value));
  }
}
