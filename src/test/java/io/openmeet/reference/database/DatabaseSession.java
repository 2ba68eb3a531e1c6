package io.openmeet.reference.database;

import io.openmeet.reference.RunningApi;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A test's own session with the embedded database of an API. */
public final class DatabaseSession implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final Vertx vertx = Vertx.vertx();
  private final PgConnection connection;

  public DatabaseSession(RunningApi api) throws TimeoutException {
    connection =
        PgConnection.connect(vertx, options(api)).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** How to connect to an API's embedded database. */
  public static PgConnectOptions options(RunningApi api) {
    return new PgConnectOptions()
        .setHost("127.0.0.1")
        .setPort(api.databasePort())
        .setUser("postgres")
        .setDatabase("openmeet")
        .addProperty("search_path", "openmeet");
  }

  public RowSet<Row> run(String sql) throws TimeoutException {
    return connection.query(sql).execute().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
