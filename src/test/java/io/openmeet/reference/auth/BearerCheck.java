package io.openmeet.reference.auth;

import io.openmeet.reference.http.ApiError;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Lets a request pass if it has a valid access token, and attaches the token's user to it. */
public final class BearerCheck implements Handler<RoutingContext> {
  private static final String SCHEME = "Bearer ";

  private final AccessTokens tokens;

  public BearerCheck(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void handle(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    Principal principal = null;
    if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      principal = tokens.check(header.substring(SCHEME.length()).strip());
    }
    if (principal == null) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      context.fail(ApiError.unauthorized("A valid bearer token is needed."));
      return;
    }
    principal.attach(context);
    context.next();
  }
}
