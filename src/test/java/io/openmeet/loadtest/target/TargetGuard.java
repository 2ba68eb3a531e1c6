package io.openmeet.loadtest.target;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keeps load away from hosts nobody agreed to: it goes to loopback freely, and to any other host
 * only when {@code -DallowTarget} names it. A host is judged by its address where it is written as
 * one, however it is spelled, and by its name otherwise; names are not resolved, since a name can
 * lead elsewhere the next moment.
 */
public final class TargetGuard {
  /** IPv4 in any of the forms that resolvers accept: 127.0.0.1, 127.1, 2130706433, 0x7f.1. */
  private static final Pattern NUMERIC = Pattern.compile("(?i)[0-9.]+|0x[0-9a-fx.]+");

  private TargetGuard() {}

  /**
   * @param allowed hosts the user consented to
   * @throws ConfigurationException when the address is malformed or its host not agreed to
   */
  public static void check(URI target, List<String> allowed) {
    String scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw refuse(target, "expected http:// or https:// at its start");
    }
    if (target.getRawUserInfo() != null || target.getRawAuthority().indexOf('@') >= 0) {
      throw refuse(target, "a user name before the host is not allowed, it hides the real host");
    }
    if (target.getHost() == null) {
      throw refuse(target, "expected a host name or address");
    }
    String path = target.getRawPath();
    if ((path != null && !path.isEmpty() && !path.equals("/"))
        || target.getRawQuery() != null
        || target.getRawFragment() != null) {
      throw refuse(target, "expected nothing after host and port");
    }
    String host = plain(target.getHost());
    if (!isLoopback(host) && allowed.stream().noneMatch(name -> same(plain(name), host))) {
      throw refuse(
          target, "load goes to loopback only; to send it to this host, add -DallowTarget=" + host);
    }
  }

  private static ConfigurationException refuse(URI target, String why) {
    return new ConfigurationException("-DbaseUrl=%s: %s.".formatted(withoutUser(target), why));
  }

  /** The address without what may be a password. */
  private static String withoutUser(URI target) {
    return target.toString().replaceFirst("//[^/]*@", "//...@");
  }

  private static String plain(String host) {
    String bare = host.replaceFirst("^\\[(.*)]$", "$1").replaceFirst("\\.$", "");
    return bare.toLowerCase(Locale.ROOT);
  }

  /** Whether a target that passed {@link #check} is this machine. */
  static boolean isLoopback(URI target) {
    return isLoopback(plain(target.getHost()));
  }

  private static boolean isLoopback(String host) {
    if (isLiteral(host)) {
      return address(host) != null && address(host).isLoopbackAddress();
    }
    return host.equals("localhost") && leadsHome(host);
  }

  private static boolean same(String allowed, String host) {
    if (isLiteral(allowed) && isLiteral(host)) {
      return address(host) != null && address(host).equals(address(allowed));
    }
    return allowed.equals(host);
  }

  private static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || NUMERIC.matcher(host).matches();
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException malformed) {
      return null;
    }
  }

  /** The name is everybody's for loopback, but a hosts file can say otherwise. */
  private static boolean leadsHome(String name) {
    try {
      return Arrays.stream(InetAddress.getAllByName(name)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
