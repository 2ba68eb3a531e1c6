package io.openmeet.loadtest.settings;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a run sends its figures.
 *
 * @param address without user, query and fragment, so it holds no secret
 * @param token for the header {@code Authorization}; a secret
 * @param share of the load that this injector makes
 */
public record RemoteWriteSettings(URI address, Optional<String> token, InjectorShare share) {
  /** The environment variable with the token. */
  public static final String TOKEN = "LOADTEST_REMOTE_WRITE_TOKEN";

  private static final Pattern TOKEN_TEXT = Pattern.compile("[!-~]{1,8192}");
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** Empty when the run sends nothing. */
  static Optional<RemoteWriteSettings> from(
      PropertyReader reader, Map<String, String> environment, InjectorShare share) {
    return reader
        .given(Property.METRICS_REMOTE_WRITE)
        .map(text -> new RemoteWriteSettings(address(text), token(text, environment), share));
  }

  private static URI address(String text) {
    try {
      URI address = URI.create(text);
      if (address.getHost() != null
          && SCHEMES.contains(address.getScheme())
          && address.getRawUserInfo() == null
          && address.getRawQuery() == null
          && address.getRawFragment() == null) {
        return address;
      }
    } catch (IllegalArgumentException malformed) {
      // reported below, together with addresses of another kind
    }
    throw new ConfigurationException(
        "-Dmetrics.remoteWrite: expected an address such as https://prometheus.example/api/v1/write, without user, query and fragment, found another value; set a token in %s instead."
            .formatted(TOKEN));
  }

  private static Optional<String> token(String text, Map<String, String> environment) {
    String token = environment.getOrDefault(TOKEN, "").strip();
    if (token.isEmpty()) {
      return Optional.empty();
    }
    if (!TOKEN_TEXT.matcher(token).matches()) {
      throw new ConfigurationException(
          TOKEN
              + ": expected letters, digits and signs without blanks, found another value; correct it.");
    }
    if (SecretAddress.of(text).isEmpty()) {
      throw new ConfigurationException(
          "-Dmetrics.remoteWrite: expected an address that begins with https://, because %s is sent to it, found http://; correct one of the two."
              .formatted(TOKEN));
    }
    return Optional.of(token);
  }

  /** The receiver as messages name it: the address without its path. */
  public String receiver() {
    return address.getScheme() + "://" + address.getRawAuthority();
  }

  /**
   * The label {@code instance}: injectors of one machine that share a load each have their own.
   *
   * @param host this machine's name
   */
  public String instance(String host) {
    return share.isWhole()
        ? host
        : "%s injector %d/%d".formatted(host, share.index(), share.count());
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "RemoteWriteSettings[address=%s, token=%s, share=%s]"
        .formatted(address, token.isPresent() ? "set" : "none", share);
  }
}
