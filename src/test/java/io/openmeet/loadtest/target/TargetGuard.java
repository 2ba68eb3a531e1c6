package io.openmeet.loadtest.target;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps load away from hosts that the user did not allow. Load to loopback is always allowed; any
 * other host must be named in {@code -DallowTarget}. A host that is written as an address is judged
 * by that address, in every spelling; any other host is judged by its name. Names are not resolved,
 * because a name can point to another host the next moment.
 */
public final class TargetGuard {
  /** IPv4 in any of the forms that Java's resolver reads as an address: 127.0.0.1, 127.1. */
  private static final Pattern IPV4 = Pattern.compile("[0-9]+(?:\\.[0-9]+){0,3}");

  /** A host and port that {@link URI} does not separate, as in 127.1:8080. */
  private static final Pattern SHORT_IPV4 = Pattern.compile("(" + IPV4 + ")((?::[0-9]+)?)");

  /** Segments that neither are empty nor lead upwards; a slash at the end does not matter. */
  private static final Pattern PATH = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[^/]+)*/?");

  private static final int LAST_PORT = 65_535;

  private TargetGuard() {}

  /**
   * @param allowed hosts that the user allowed
   * @return the target as every client understands it: 127.1 is written in full
   * @throws ConfigurationException when the address is malformed or its host not allowed
   */
  public static URI check(URI target, List<String> allowed) {
    String scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw refuse(target, "expected http:// or https:// at its start");
    }
    String authority = target.getRawAuthority() == null ? "" : target.getRawAuthority();
    if (authority.indexOf('@') >= 0) {
      throw refuse(target, "a user name before the host is not allowed, it hides the real host");
    }
    URI full = inFull(target, authority);
    if (full.getHost() == null || full.getPort() == 0 || full.getPort() > LAST_PORT) {
      throw refuse(target, "expected a host name or address, and a port from 1 to 65535 or none");
    }
    String path = full.getRawPath();
    if ((path != null && !PATH.matcher(path).matches())
        || full.getRawQuery() != null
        || full.getRawFragment() != null) {
      throw refuse(target, "expected nothing after host and port, or a path such as /api/v1");
    }
    String host = normalised(full.getHost());
    if (!isLoopback(host)
        && allowed.stream().noneMatch(name -> isSameHost(normalised(name), host))) {
      throw refuse(
          target, "load goes to loopback only; to send it to this host, add -DallowTarget=" + host);
    }
    return full;
  }

  /** Writes a short address, such as 127.1, in full, because {@link URI} finds no host in it. */
  private static URI inFull(URI target, String authority) {
    Matcher shortAddress = SHORT_IPV4.matcher(authority);
    if (target.getHost() != null || !shortAddress.matches()) {
      return target;
    }
    InetAddress address = address(shortAddress.group(1));
    return address == null
        ? target
        : URI.create(
            target
                .toString()
                .replaceFirst(
                    Pattern.quote(authority), address.getHostAddress() + shortAddress.group(2)));
  }

  private static ConfigurationException refuse(URI target, String why) {
    return new ConfigurationException("-DbaseUrl=%s: %s.".formatted(withoutUser(target), why));
  }

  /** Without the part before the host, which may contain a password. */
  private static String withoutUser(URI target) {
    return target.toString().replaceFirst("^([a-zA-Z]+://)?.*@", "$1...@");
  }

  /** In lower case, without brackets around it and without a dot at its end. */
  private static String normalised(String host) {
    String bare = host.replaceFirst("^\\[(.*)]$", "$1").replaceFirst("\\.$", "");
    return bare.toLowerCase(Locale.ROOT);
  }

  /** Whether a target that passed {@link #check} is this machine. */
  static boolean isLoopback(URI target) {
    return isLoopback(normalised(target.getHost()));
  }

  private static boolean isLoopback(String host) {
    if (isLiteral(host)) {
      return address(host) != null && address(host).isLoopbackAddress();
    }
    return host.equals("localhost") && resolvesToLoopback(host);
  }

  private static boolean isSameHost(String allowed, String host) {
    if (isLiteral(allowed) && isLiteral(host)) {
      return address(host) != null && address(host).equals(address(allowed));
    }
    return allowed.equals(host);
  }

  /** Whether a host is written as an address. */
  private static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException malformed) {
      return null;
    }
  }

  /** The name means loopback by convention, but a hosts file can say otherwise. */
  private static boolean resolvesToLoopback(String name) {
    try {
      return Arrays.stream(InetAddress.getAllByName(name)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
