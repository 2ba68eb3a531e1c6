package io.openmeet.loadtest.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Where users and programs can watch a run.
 *
 * @param on whether a run can be watched
 * @param port 0-65535, where 0 means any free port; empty: the usual port, or any free port when
 *     another program uses it
 * @param host the address to listen on; empty: loopback
 * @param allowedHosts host names that requests may use, in addition to this machine's own names
 * @param linger the longest time that the end of the run waits until present readers have fetched
 *     the final figures
 */
public record DashboardSettings(
    boolean on,
    OptionalInt port,
    Optional<String> host,
    List<String> allowedHosts,
    Duration linger) {
  public static final int USUAL_PORT = Integer.parseInt(Property.METRICS_PORT.defaultText());

  public static final String USUAL_HOST = Property.METRICS_HOST.defaultText();

  public static final String OFF = "off";

  private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");

  /** The run cannot be watched. */
  public static DashboardSettings off() {
    return new DashboardSettings(
        false, OptionalInt.empty(), Optional.empty(), List.of(), Duration.ZERO);
  }

  static DashboardSettings from(PropertyReader reader) {
    Optional<String> port = reader.given(Property.METRICS_PORT);
    Optional<String> host = reader.given(Property.METRICS_HOST);
    List<String> allowedHosts = reader.list(Property.METRICS_ALLOW_HOST);
    double lingerSeconds = reader.number(Property.METRICS_LINGER);
    if (port.filter(OFF::equals).isPresent()) {
      return off();
    }
    allowedHosts.forEach(DashboardSettings::checkName);
    return new DashboardSettings(
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
    if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= Property.METRICS_PORT.most()) {
      return Integer.parseInt(value);
    }
    throw new ConfigurationException(
        "-Dmetrics.port: expected a port from 0 (any) to %d, or %s, found \"%s\"."
            .formatted(Property.METRICS_PORT.most(), OFF, value));
  }
}
