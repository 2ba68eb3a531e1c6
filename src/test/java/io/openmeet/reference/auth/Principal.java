package io.openmeet.reference.auth;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** The caller: the user of the bearer token, and the only organisation whose data they may see. */
public record Principal(UUID user, UUID organisation) {
  private static final String KEY = "principal";

  public static Principal of(RoutingContext context) {
    Principal principal = context.get(KEY);
    if (principal == null) {
      throw new IllegalStateException("this route does not check the bearer token");
    }
    return principal;
  }

  void attach(RoutingContext context) {
    context.put(KEY, this);
  }
}
