package io.openmeet.reference.auth;

import io.openmeet.reference.http.ApiError;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Optional;

/** Lets a request pass if it has a valid access token, and attaches the token's user to it. */
public final class BearerCheck implements Handler<RoutingContext> {
  private static final String SCHEME = "Bearer ";
  private static final String SUBPROTOCOL = "bearer.";
  private static final String OFFER = "Sec-WebSocket-Protocol";

  private final AccessTokens tokens;

  public BearerCheck(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void handle(RoutingContext context) {
    Principal principal = token(context.request()).map(tokens::check).orElse(null);
    if (principal == null) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      context.fail(ApiError.unauthorized("A valid bearer token is needed."));
      return;
    }
    principal.attach(context);
    context.next();
  }

  private static Optional<String> token(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return Optional.ofNullable(request.getHeader(OFFER)).flatMap(BearerCheck::offered);
    }
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(header.substring(SCHEME.length()).strip())
        : Optional.empty();
  }

  /** A script in a browser can set no header of its WebSocket but the list of subprotocols. */
  private static Optional<String> offered(String subprotocols) {
    return Arrays.stream(subprotocols.split(","))
        .map(String::strip)
        .filter(one -> one.startsWith(SUBPROTOCOL))
        .map(one -> one.substring(SUBPROTOCOL.length()))
        .findFirst();
  }
}
