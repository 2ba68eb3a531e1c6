package io.openmeet.reference.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** Shows the pool of connections and PostgreSQL's buffers in the metrics. */
final class PoolGauges {
  private PoolGauges() {}

  static void register(MeterRegistry registry, int limit, Observer observer) {
    String connections = "openmeet.database.pool.connections";
    Gauge.builder(connections, () -> observer.state().inUse())
        .description("Connections to the database, as the database reported at most a second ago")
        .tag("state", "in-use")
        .register(registry);
    Gauge.builder(connections, () -> observer.state().idle())
        .description("Connections to the database, as the database reported at most a second ago")
        .tag("state", "idle")
        .register(registry);
    gauge(registry, "limit", "Connections to the database at most", () -> limit);
    gauge(registry, "waiting", "Statements that wait for a connection", () -> waiting(registry));
    Gauge.builder("openmeet.database.cache.hit.ratio", () -> observer.state().cacheHitRatio())
        .description(
            "Share of blocks found in PostgreSQL's buffers, 0-1, since the database was made")
        .register(registry);
  }

  /**
   * The length of the pool's queue, from Vert.x; a statement that gave up counts until its turn.
   */
  private static double waiting(MeterRegistry registry) {
    Gauge pending =
        registry.find("vertx.pool.queue.pending").tag("pool_name", Database.POOL).gauge();
    return pending == null ? Double.NaN : pending.value();
  }

  private static void gauge(
      MeterRegistry registry, String name, String description, Supplier<Number> value) {
    Gauge.builder("openmeet.database.pool." + name, value)
        .description(description)
        .register(registry);
  }
}
