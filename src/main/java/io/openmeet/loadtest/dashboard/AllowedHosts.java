package io.openmeet.loadtest.dashboard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The host names by which readers may call this machine. A foreign web page can let its own name
 * resolve to 127.0.0.1 and make a browser read from here (DNS rebinding). It cannot do that with an
 * IP address or with another site's name.
 */
final class AllowedHosts {
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

  /** The last one is Docker's name for its host machine. */
  private static final Set<String> ALWAYS = Set.of("localhost", "host.docker.internal");

  private final Set<String> names = new HashSet<>(ALWAYS);

  /**
   * @param host as set by the user
   * @param allowed other names, such as a container's name on its network
   */
  AllowedHosts(Optional<String> host, List<String> allowed) {
    allowed.stream().map(name -> name.toLowerCase(Locale.ROOT)).forEach(names::add);
    host.map(name -> name.toLowerCase(Locale.ROOT)).ifPresent(names::add);
    if (host.isPresent()) {
      try {
        names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
      } catch (UnknownHostException nameless) {
        // readers can use its addresses
      }
    }
  }

  /**
   * @param header {@code Host}, with or without a port; null when there is none
   */
  boolean allows(String header) {
    if (header == null) {
      return false;
    }
    String host = header.strip().toLowerCase(Locale.ROOT).replaceFirst(":\\d{1,5}$", "");
    return ADDRESS.matcher(host).matches() || names.contains(host);
  }
}
