package io.openmeet.reference.metrics;

import io.openmeet.reference.http.Api;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /metrics}: the text that Prometheus reads. */
public final class MetricsRoutes {
  private final Metrics metrics;

  public MetricsRoutes(Metrics metrics) {
    this.metrics = metrics;
  }

  public void mount(Api api) {
    api.withoutFaults("/metrics", this::metrics);
  }

  private Future<?> metrics(RoutingContext context) {
    return metrics
        .scrape()
        .compose(
            text ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                    .end(text));
  }
}
