package io.openmeet.reference.database;

import io.openmeet.reference.metrics.PoolMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Asks PostgreSQL for its state over a separate connection, so that no request waits for it: once a
 * second for the pool's connections and the buffer cache, and on request for plans and for counts
 * of rows and blocks.
 */
final class Observer {
  private static final long PERIOD_MS = 1_000;
  private static final long PATIENCE_MS = 5_000;

  private static final String STATE =
      "SELECT (SELECT count(*) FROM pg_stat_activity WHERE application_name = $1 AND state <> 'idle'),"
          + " (SELECT count(*) FROM pg_stat_activity WHERE application_name = $1 AND state = 'idle'),"
          + " blks_hit, blks_read FROM pg_stat_database WHERE datname = current_database()";

  /**
   * What PostgreSQL reported last; {@code NaN} is unknown.
   *
   * @param inUse connections of the pool that are running a statement
   * @param idle the other connections of the pool
   * @param cacheHitRatio 0-1, the share of requested blocks that were in PostgreSQL's own buffers,
   *     since the database was made
   */
  record State(double inUse, double idle, double cacheHitRatio) {
    private static final State UNKNOWN = new State(Double.NaN, Double.NaN, Double.NaN);

    private static State of(Row row) {
      double hit = row.getLong(2);
      return new State(row.getLong(0), row.getLong(1), hit / (hit + row.getLong(3)));
    }
  }

  private final Pool connection;
  private final String applicationName;
  private volatile State state = State.UNKNOWN;

  /**
   * @param applicationName of the pool's connections
   */
  Observer(Vertx vertx, PgConnectOptions server, String applicationName) {
    this.applicationName = applicationName;
    PgConnectOptions options =
        new PgConnectOptions(server)
            // The schema public has pg_stat_statements.
            .addProperty("search_path", Seed.SCHEMA + ", public")
            .addProperty("application_name", applicationName + "-observer")
            // EXPLAIN must not wait long for a locked table.
            .addProperty("lock_timeout", "1000")
            .addProperty("statement_timeout", "2000");
    PoolOptions one =
        new PoolOptions().setName(PoolMetrics.OBSERVER).setMaxSize(1).setMaxWaitQueueSize(100);
    connection = PgBuilder.pool().with(one).connectingTo(options).using(vertx).build();
    vertx.setPeriodic(0, PERIOD_MS, timer -> refresh());
  }

  State state() {
    return state;
  }

  /** The plan that PostgreSQL has for a statement, whatever its values. */
  Future<String> plan(Query query) {
    return ask("EXPLAIN (GENERIC_PLAN) " + query.sql(), Duration.ofMillis(PATIENCE_MS))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getString(0))
                    .collect(Collectors.joining("\n")));
  }

  /** The answer to a question without values. */
  Future<RowSet<Row>> ask(String sql, Duration patience) {
    return connection.query(sql).execute().timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void refresh() {
    connection
        .preparedQuery(STATE)
        .execute(Tuple.of(applicationName))
        .timeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
        .onSuccess(rows -> state = State.of(rows.iterator().next()))
        .onFailure(unreachable -> state = State.UNKNOWN);
  }
}
