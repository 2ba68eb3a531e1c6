package io.openmeet.reference.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.Unavailable;
import io.openmeet.reference.metrics.Metrics;
import io.openmeet.reference.metrics.PoolMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Runs the API's statements, each prepared once per connection. Measures each from the request for
 * a connection to the result.
 */
public final class Database {
  /** Prepared statements kept by each connection; the API has fewer. */
  private static final int PREPARED_STATEMENTS = 128;

  /** Statements that share a connection's round trip; few, so that a slow one delays few others. */
  private static final int PIPELINE = 8;

  /** Most statements that wait for a connection; any further one fails at once. */
  private static final int MOST_WAITING = 10_000;

  /** PostgreSQL cancels a statement after this time, because no caller waits so long. */
  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final SqlClient client;
  private final SlowQueries slowQueries;
  private final Metrics metrics;
  private final Counter timeouts;
  private final Duration latency;

  private Database(
      Vertx vertx, SqlClient client, SlowQueries slowQueries, Metrics metrics, Duration latency) {
    this.vertx = vertx;
    this.client = client;
    this.slowQueries = slowQueries;
    this.metrics = metrics;
    this.timeouts =
        metrics.counter(
            "openmeet.database.pool.timeouts", "Statements that did not get a connection in time");
    this.latency = latency;
  }

  /**
   * @param latency how much longer each query takes, because of a fault
   */
  public static Database open(
      Vertx vertx,
      PgConnectOptions server,
      DatabaseLimits limits,
      Metrics metrics,
      Duration latency) {
    // Distinguishes this API from other programs and APIs on the same server.
    String applicationName = "openmeet-reference-" + ProcessHandle.current().pid();
    PgConnectOptions options =
        new PgConnectOptions(server)
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheMaxSize(PREPARED_STATEMENTS)
            .setPipeliningLimit(PIPELINE)
            .addProperty("search_path", Seed.SCHEMA)
            // One plan suits all values; to plan each time costs as much as to run the statement.
            .addProperty("plan_cache_mode", "force_generic_plan")
            .addProperty("statement_timeout", Long.toString(LONGEST_STATEMENT.toMillis()))
            .addProperty("application_name", applicationName);
    PoolOptions pool =
        new PoolOptions()
            .setName(PoolMetrics.DATABASE)
            .setMaxSize(limits.connections())
            .setMaxWaitQueueSize(MOST_WAITING)
            .setConnectionTimeout((int) limits.acquireTimeout().toMillis())
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    SqlClient client = PgBuilder.client().with(pool).connectingTo(options).using(vertx).build();
    Observer observer = new Observer(vertx, server, applicationName);
    SlowQueries slowQueries =
        new SlowQueries(limits.slowQuery(), observer::plan, metrics.registry());
    PoolGauges.register(metrics, limits.connections(), observer);
    StatementStatistics statistics = new StatementStatistics(observer);
    metrics.collect(statistics, statistics::refresh);
    return new Database(vertx, client, slowQueries, metrics, latency);
  }

  /** Fails with a 503 when no connection comes free in time, or the database does not answer. */
  public Future<RowSet<Row>> run(Query query, Tuple values) {
    long start = System.nanoTime();
    Timer timer = metrics.query(query.name());
    long latencyMs = latency.toMillis();
    Future<RowSet<Row>> result =
        latencyMs == 0
            ? execute(query, values)
            : vertx.timer(latencyMs, TimeUnit.MILLISECONDS).compose(t -> execute(query, values));
    return result.transform(
        (rows, failure) -> {
          long nanos = System.nanoTime() - start;
          timer.record(nanos, TimeUnit.NANOSECONDS);
          if (isBusy(failure)) {
            timeouts.increment();
            return Future.failedFuture(
                new ApiError(503, "unavailable", "The database is busy; try again in a second."));
          }
          slowQueries.note(query, nanos);
          return Outage.caused(failure) ? Future.failedFuture(new Unavailable(failure)) : result;
        });
  }

  /** Whether the database answers; not measured, and not affected by faults. */
  public Future<Void> ping() {
    return client.query("SELECT 1").execute().mapEmpty();
  }

  private Future<RowSet<Row>> execute(Query query, Tuple values) {
    return client.preparedQuery(query.sql()).execute(values);
  }

  private static boolean isBusy(Throwable failure) {
    return failure instanceof ConnectionPoolTooBusyException
        // The pool has no separate type for a timeout.
        || failure instanceof VertxException
            && String.valueOf(failure.getMessage()).startsWith("Timeout");
  }
}
