package io.openmeet.reference.metrics;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;

/**
 * Makes Vert.x report how full its pools of database connections and worker threads are, and how
 * long callers wait for them. Its HTTP and TCP metrics are off, because the API measures those
 * itself.
 */
public final class PoolMetrics {
  /** The pool of the connections that requests use; its waits have a name of their own. */
  public static final String DATABASE = "database";

  /** A pool of this name is not reported, because it works for the metrics and for no request. */
  public static final String OBSERVER = "database-observer";

  private PoolMetrics() {}

  public static Vertx vertx(VertxOptions options, Metrics metrics) {
    MicrometerMetricsOptions reported = new MicrometerMetricsOptions();
    reported.setEnabled(true);
    for (MetricsDomain domain : MetricsDomain.values()) {
      if (domain != MetricsDomain.NAMED_POOLS) {
        reported.addDisabledMetricsCategory(domain);
      }
    }
    reported.addDisabledMetricsCategory("sql").addDisabledMetricsCategory("redis");
    return Vertx.builder()
        .with(options.setMetricsOptions(reported))
        .withMetrics(new MicrometerMetricsFactory(metrics.registry()))
        .build();
  }
}
