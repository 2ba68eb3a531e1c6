package io.openmeet.reference.database;

import io.micrometer.core.instrument.Gauge;
import io.openmeet.reference.metrics.Metrics;
import io.openmeet.reference.metrics.PoolMetrics;
import java.util.function.Supplier;

/** Shows the pool of connections and PostgreSQL's buffers in the metrics. */
final class PoolGauges {
  private PoolGauges() {}

  static void register(Metrics metrics, int limit, Observer observer) {
    connections(metrics, "in-use", () -> observer.state().inUse());
    connections(metrics, "idle", () -> observer.state().idle());
    metrics.gauge(
        "openmeet.database.pool.limit", "Connections to the database at most", () -> limit);
    metrics.gauge(
        "openmeet.database.pool.waiting",
        "Statements that wait for a connection",
        () -> waiting(metrics));
    metrics.gauge(
        "openmeet.database.cache.hit.ratio",
        "Share of blocks found in PostgreSQL's buffers, 0-1, since the database was made",
        () -> observer.state().cacheHitRatio());
  }

  private static void connections(Metrics metrics, String state, Supplier<Number> value) {
    Gauge.builder("openmeet.database.pool.connections", value)
        .description("Connections to the database, as the database reported at most a second ago")
        .tag("state", state)
        .register(metrics.registry());
  }

  /**
   * The length of the pool's queue, from Vert.x; a statement that gave up counts until its turn.
   */
  private static double waiting(Metrics metrics) {
    Gauge pending =
        metrics
            .registry()
            .find("vertx.pool.queue.pending")
            .tag("pool_name", PoolMetrics.DATABASE)
            .gauge();
    return pending == null ? Double.NaN : pending.value();
  }
}
