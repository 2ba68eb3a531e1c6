package io.openmeet.reference.bench;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A token that names its user, so that nothing has to be remembered. */
record BareToken(String text) {
  private static final String SEPARATOR = "~";

  /**
   * @param real a token of the API, so that this one is about as long
   */
  static String make(String real, String email) {
    return real
        + SEPARATOR
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(email.getBytes(StandardCharsets.UTF_8));
  }

  /** The token with which a request was made. */
  static BareToken of(HttpServerRequest request) {
    return new BareToken(
        request.getHeader(HttpHeaders.AUTHORIZATION).substring("Bearer ".length()));
  }

  String email() {
    return new String(
        Base64.getUrlDecoder().decode(text.substring(text.lastIndexOf(SEPARATOR) + 1)),
        StandardCharsets.UTF_8);
  }
}
