package io.openmeet.reference.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Registers the features' calls, behind the fault gate (if there is one) and, unless the call is
 * open to everyone, behind the check of the bearer token.
 */
public final class Api {
  /** The key of a request's path template, such as {@code /meetings/:id}; kept after a failure. */
  public static final String TEMPLATE = "template";

  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(application/x-www-form-urlencoded|multipart/)", Pattern.CASE_INSENSITIVE);

  /** Answers one call; a failed future or a thrown exception becomes an error answer. */
  @FunctionalInterface
  public interface Call {
    Future<?> answer(RoutingContext context);
  }

  private final Router router;
  private final Optional<Handler<RoutingContext>> gate;
  private final Handler<RoutingContext> bearer;
  private final boolean compresses;
  private final BodyHandler body = BodyHandler.create(false).setBodyLimit(Limits.BODY_BYTES);

  /**
   * @param compresses whether answers are compressed for clients that accept it
   */
  public Api(
      Router router,
      Optional<Handler<RoutingContext>> gate,
      Handler<RoutingContext> bearer,
      boolean compresses) {
    this.router = router;
    this.gate = gate;
    this.bearer = bearer;
    this.compresses = compresses;
  }

  /** A call that is open to everyone. */
  public void open(HttpMethod method, String path, Call call) {
    Route route = route(method, path);
    readBody(method, route);
    route.handler(context -> run(call, context));
  }

  /** A call that needs a valid bearer token. */
  public void secured(HttpMethod method, String path, Call call) {
    Route route = route(method, path).handler(bearer);
    readBody(method, route);
    route.handler(context -> run(call, context));
  }

  /** A call that needs a valid bearer token and reads the request's body by itself. */
  public void securedStream(HttpMethod method, String path, Call call) {
    route(method, path).handler(bearer).handler(context -> run(call, context));
  }

  /** A read about the service, not part of it; it is open to everyone. */
  public void withoutFaults(String path, Call call) {
    named(HttpMethod.GET, path).handler(context -> run(call, context));
  }

  private void readBody(HttpMethod method, Route route) {
    if (method == HttpMethod.POST || method == HttpMethod.PUT) {
      // A method reference: the router would demand a BodyHandler before the token check.
      route.handler(this::readJson);
    }
  }

  /** Refuses forms: Vert.x would parse them, and no call needs them. */
  private void readJson(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && FORM.matcher(type).lookingAt()) {
      context.fail(new ApiError(415, "unsupported_media_type", "The body must be JSON."));
    } else {
      body.handle(context);
    }
  }

  /** Every GET call answers HEAD too: the same answer without a body. */
  static boolean reads(HttpMethod method) {
    return method == HttpMethod.GET || method == HttpMethod.HEAD;
  }

  private Route route(HttpMethod method, String path) {
    Route route = named(method, path);
    gate.ifPresent(route::handler);
    return route;
  }

  private Route named(HttpMethod method, String path) {
    Route route = router.route(method, path);
    if (reads(method)) {
      route.method(HttpMethod.HEAD);
    }
    return route.handler(context -> enter(context, path));
  }

  private void enter(RoutingContext context, String path) {
    context.put(TEMPLATE, path);
    if (compresses) {
      context.put(Answers.COMPRESSES, true);
    }
    context.next();
  }

  private static void run(Call call, RoutingContext context) {
    call.answer(context).onFailure(context::fail);
  }
}
