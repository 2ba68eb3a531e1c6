package io.openmeet.reference.database;

import io.openmeet.reference.CannotStart;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Brings a database to the seeded state, and returns the options to connect to it. */
public final class SeededDatabase {
  private static final String WORKING = "openmeet";
  private static final String TEMPLATE_PREFIX = "openmeet_seed_";
  private static final String UNFINISHED = "openmeet_unfinished";

  private SeededDatabase() {}

  /**
   * Seeds the embedded server, which keeps the seeded state as a template, one for each variant. A
   * start copies it file by file, which takes a fraction of the time of seeding.
   *
   * @param keep whether to begin with existing data, if it was made from this seed
   */
  public static PgConnectOptions fromTemplate(Vertx vertx, int port, Seed seed, boolean keep) {
    PgConnectOptions server =
        new PgConnectOptions().setHost("127.0.0.1").setPort(port).setUser("postgres");
    String current = TEMPLATE_PREFIX + seed.fingerprint();
    String template = current + "_" + seed.variant();
    session(
        vertx,
        database(server, "postgres"),
        connection -> {
          List<String> existing = databases(connection);
          if (keep && existing.contains(WORKING) && existing.contains(template)) {
            session(vertx, database(server, WORKING), seed::adopt);
            return;
          }
          drop(connection, WORKING);
          if (!existing.contains(template)) {
            existing.stream()
                .filter(name -> name.startsWith(TEMPLATE_PREFIX) && !name.startsWith(current))
                .forEach(name -> drop(connection, name));
            drop(connection, UNFINISHED);
            run(connection, "CREATE DATABASE " + UNFINISHED);
            session(vertx, database(server, UNFINISHED), seed::plant);
            // Only a finished seed ever has the template's name.
            run(connection, "ALTER DATABASE " + UNFINISHED + " RENAME TO " + template);
          }
          run(
              connection,
              "CREATE DATABASE " + WORKING + " TEMPLATE " + template + " STRATEGY FILE_COPY");
        });
    PgConnectOptions working = database(server, WORKING);
    session(
        vertx,
        working,
        connection -> run(connection, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements"));
    return working;
  }

  /**
   * Seeds a database of the given server. Changes only the schema {@code openmeet}, and makes it
   * again unless {@code keep} is set.
   */
  public static PgConnectOptions inPlace(Vertx vertx, URI url, Seed seed, boolean keep) {
    PgConnectOptions server = options(url);
    try {
      session(
          vertx,
          server,
          connection -> {
            if (keep && seed.isPlanted(connection)) {
              seed.adopt(connection);
            } else {
              seed.plant(connection);
            }
          });
    } catch (CannotStart failure) {
      throw failure;
    } catch (Exception e) {
      throw new CannotStart(
          "The database of reference.databaseUrl at %s:%d, database %s, cannot be used (%s); check that it runs and that the user may create a schema."
              .formatted(server.getHost(), server.getPort(), server.getDatabase(), e.getMessage()),
          e);
    }
    return server;
  }

  private static PgConnectOptions options(URI url) {
    PgConnectOptions options = new PgConnectOptions().setHost(url.getHost());
    options.setPort(url.getPort() < 0 ? 5432 : url.getPort());
    String database = url.getPath() == null ? "" : url.getPath().replaceFirst("^/", "");
    options.setDatabase(database.isEmpty() ? "postgres" : database);
    options.setUser("postgres");
    String userInfo = url.getRawUserInfo();
    if (userInfo != null) {
      String[] parts = userInfo.split(":", 2);
      options.setUser(URLDecoder.decode(parts[0], StandardCharsets.UTF_8));
      if (parts.length == 2) {
        options.setPassword(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return quiet(options);
  }

  private static PgConnectOptions database(PgConnectOptions server, String name) {
    return quiet(new PgConnectOptions(server).setDatabase(name));
  }

  /** Suppresses notices, such as that there was nothing to drop, or that a search had no words. */
  private static PgConnectOptions quiet(PgConnectOptions options) {
    return options.addProperty("client_min_messages", "warning");
  }

  private static List<String> databases(SqlConnection connection) {
    List<String> names = new ArrayList<>();
    for (Row row : connection.query("SELECT datname FROM pg_database").execute().await()) {
      names.add(row.getString(0));
    }
    return names;
  }

  private static void drop(SqlConnection connection, String database) {
    run(connection, "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
  }

  private static void run(SqlConnection connection, String sql) {
    connection.query(sql).execute().await();
  }

  private static void session(Vertx vertx, PgConnectOptions options, Consumer<SqlConnection> work) {
    PgConnection connection = PgConnection.connect(vertx, options).await();
    try {
      work.accept(connection);
    } finally {
      connection.close().await();
    }
  }
}
