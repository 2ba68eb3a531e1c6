package io.openmeet.reference.metrics;

import io.openmeet.reference.http.Api;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Times every request, also failed ones, and counts the bytes sent. */
public final class RequestTimer implements Handler<RoutingContext> {
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");

  private final Metrics metrics;

  public RequestTimer(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void handle(RoutingContext context) {
    long start = System.nanoTime();
    context.addEndHandler(ended -> record(context, start));
    context.next();
  }

  private void record(RoutingContext context, long start) {
    HttpServerRequest request = context.request();
    String path = context.get(Api.TEMPLATE);
    String route = path == null ? "other" : path;
    String method = request.method().name();
    metrics.sentBytes(route).increment(request.response().bytesWritten());
    metrics
        .request(
            route, METHODS.contains(method) ? method : "other", request.response().getStatusCode())
        .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }
}
