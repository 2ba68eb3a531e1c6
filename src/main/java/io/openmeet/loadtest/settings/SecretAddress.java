package io.openmeet.loadtest.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/** Addresses that are secret themselves, or to which a secret is sent: over TLS or to loopback. */
public final class SecretAddress {
  private SecretAddress() {}

  /** Empty when the text is another kind of address; no message may contain it. */
  public static Optional<URI> of(String text) {
    try {
      URI address = URI.create(text);
      boolean safe =
          address.getHost() != null
              && ("https".equals(address.getScheme())
                  || "http".equals(address.getScheme()) && isLoopback(address.getHost()));
      return safe ? Optional.of(address) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
