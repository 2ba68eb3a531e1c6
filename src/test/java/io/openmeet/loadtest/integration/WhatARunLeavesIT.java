package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.launch.LoadTestClasses;
import io.openmeet.loadtest.launch.ReferenceServer;
import io.openmeet.loadtest.settings.JvmOptions;
import io.openmeet.loadtest.settings.ProjectFolder;
import io.openmeet.loadtest.simulations.AuthSimulation;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe of docs/adopt.md removes what a run left, in the reference API's own database. */
class WhatARunLeavesIT {
  private static final long PATIENCE_SECONDS = 60;

  /** The line of postmaster.pid with the port, from 0 (PostgreSQL's miscadmin.h). */
  private static final int PORT_LINE = 3;

  /** What identifies the rows of each table that a run of AuthSimulation changes. */
  private static final Map<String, String> ROWS =
      Map.of(
          "users", "SELECT id || email FROM users",
          "organisations", "SELECT id || name FROM organisations",
          "meetings", "SELECT id::text FROM meetings");

  private static final String SESSIONS_OF_OTHERS =
      "SELECT s.id::text FROM sessions s JOIN users u ON u.id = s.user_id"
          + " WHERE u.email NOT LIKE '%@new.openmeet.example'";

  private static final String TOKENS_OF_OTHERS =
      "SELECT encode(t.digest, 'hex') FROM refresh_tokens t WHERE t.session_id IN ("
          + SESSIONS_OF_OTHERS.replace("::text", "")
          + ")";

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private ReferenceServer api;
  private PgConnection database;

  @BeforeEach
  void start() throws Exception {
    LoadTestClasses classes =
        new LoadTestClasses(System.getProperty("java.class.path"), JvmOptions.folder());
    Path data = ProjectFolder.referenceData().resolveSibling("reference-recipe");
    api = ReferenceServer.start(classes, Map.of(), data);
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port(data))
            .setUser("postgres")
            .setDatabase("openmeet")
            .addProperty("search_path", "openmeet");
    database = PgConnection.connect(vertx, options).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    api.close();
  }

  /** Of the newest of the databases there. */
  private static int port(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      Path newest =
          files
              .filter(file -> file.endsWith("postmaster.pid"))
              .max(
                  (one, other) ->
                      Long.compare(one.toFile().lastModified(), other.toFile().lastModified()))
              .orElseThrow();
      return Integer.parseInt(Files.readAllLines(newest).get(PORT_LINE).strip());
    }
  }

  @Test
  void theRecipeRemovesTheNewAccountsAndNothingElse() throws Exception {
    Map<String, Set<String>> before = rows();

    ForkedSimulation.Result run =
        ForkedSimulation.run(
            ForkedSimulation.command(
                AuthSimulation.class,
                folder,
                Map.of(
                    "baseUrl", api.baseUrl().toString(),
                    "metrics.port", "off",
                    "loadtest.noReports", "true")),
            folder);

    Map<String, Set<String>> after = rows();
    Set<String> accounts = without(after.get("users"), before.get("users"));
    assertTrue(accounts.size() >= 10, run.output());
    assertTrue(accounts.stream().allMatch(user -> user.endsWith("@new.openmeet.example")));
    assertEquals(
        accounts.size(),
        without(after.get("organisations"), before.get("organisations")).size(),
        "each account has an organisation of its own");
    Set<String> sessions = texts(SESSIONS_OF_OTHERS);
    Set<String> tokens = texts(TOKENS_OF_OTHERS);
    assertTrue(!sessions.isEmpty() && !tokens.isEmpty(), "the users of the feeder signed in");

    run(recipe());

    assertEquals(before, rows());
    assertEquals(sessions, texts("SELECT id::text FROM sessions"));
    assertEquals(tokens, texts("SELECT encode(digest, 'hex') FROM refresh_tokens"));
  }

  private static String recipe() throws IOException {
    String page = Files.readString(Path.of("docs", "adopt.md"));
    Matcher block = Pattern.compile("\n```sql\n(.*?)```\n", Pattern.DOTALL).matcher(page);
    assertTrue(block.find(), "docs/adopt.md should have a block of SQL");
    return block.group(1);
  }

  private static Set<String> without(Set<String> all, Set<String> others) {
    Set<String> rest = new HashSet<>(all);
    rest.removeAll(others);
    return rest;
  }

  private Map<String, Set<String>> rows() throws Exception {
    Map<String, Set<String>> rows = new TreeMap<>();
    for (Map.Entry<String, String> table : ROWS.entrySet()) {
      rows.put(table.getKey(), texts(table.getValue()));
    }
    return rows;
  }

  private Set<String> texts(String sql) throws Exception {
    return new TreeSet<>(
        StreamSupport.stream(
                database
                    .query(sql)
                    .execute()
                    .await(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .spliterator(),
                false)
            .map(row -> row.getString(0))
            .toList());
  }

  private void run(String sql) throws Exception {
    for (String statement : List.of(sql.split(";\n"))) {
      database.query(statement).execute().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
