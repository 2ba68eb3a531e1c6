package io.openmeet.reference.database;

import io.micrometer.core.instrument.Timer;
import io.openmeet.reference.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs the API's statements, each prepared once per connection, and measures them from the request
 * of a connection to the result.
 */
public final class Database {
  /**
   * A few statements share a connection's round trip; the slowest of them then delays few others.
   */
  private static final int PIPELINE = 8;

  private final Vertx vertx;
  private final SqlClient client;
  private final Metrics metrics;
  private final Supplier<Duration> latency;

  private Database(Vertx vertx, SqlClient client, Metrics metrics, Supplier<Duration> latency) {
    this.vertx = vertx;
    this.client = client;
    this.metrics = metrics;
    this.latency = latency;
  }

  /**
   * @param latency the fault that makes each query take that much longer, as it is now
   */
  public static Database open(
      Vertx vertx,
      PgConnectOptions server,
      int poolSize,
      Metrics metrics,
      Supplier<Duration> latency) {
    PgConnectOptions options =
        new PgConnectOptions(server)
            .setCachePreparedStatements(true)
            .setPipeliningLimit(PIPELINE)
            .addProperty("search_path", Seed.SCHEMA)
            // Every statement is made for one plan whatever its values; planning each anew costs as
            // much as running it.
            .addProperty("plan_cache_mode", "force_generic_plan")
            .addProperty("application_name", "openmeet-reference");
    PoolOptions pool =
        new PoolOptions()
            .setName("database")
            .setMaxSize(poolSize)
            .setConnectionTimeout(10)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    SqlClient client = PgBuilder.client().with(pool).connectingTo(options).using(vertx).build();
    return new Database(vertx, client, metrics, latency);
  }

  public Future<RowSet<Row>> run(Query query, Tuple values) {
    long start = System.nanoTime();
    Timer timer = metrics.query(query.name());
    long latencyMs = latency.get().toMillis();
    Future<RowSet<Row>> result =
        latencyMs == 0
            ? execute(query, values)
            : vertx.timer(latencyMs, TimeUnit.MILLISECONDS).compose(t -> execute(query, values));
    return result.onComplete(done -> timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS));
  }

  /** Whether the database answers; neither measured nor touched by faults. */
  public Future<Void> ping() {
    return client.query("SELECT 1").execute().mapEmpty();
  }

  public Future<Void> close() {
    return client.close();
  }

  private Future<RowSet<Row>> execute(Query query, Tuple values) {
    return client.preparedQuery(query.sql()).execute(values);
  }
}
