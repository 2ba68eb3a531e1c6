package io.openmeet.reference.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers and operators see when the database is too slow or too busy. */
class BusyDatabaseTest {
  /** Statements that share the one connection; see Database. */
  private static final int ON_ONE_CONNECTION = 8;

  private static final int TOO_MANY = 4;

  private static final String TIMEOUTS = "openmeet_database_pool_timeouts_total";
  private static final String WAIT = "openmeet_database_pool_wait_seconds";
  private static final String IN_USE = "openmeet_database_pool_connections{state=\"in-use\"}";
  private static final String IDLE = "openmeet_database_pool_connections{state=\"idle\"}";

  /** Standard error of the API. */
  private static Path log;

  private static RunningApi api;
  private static ApiClient client;
  private static Session ana;

  @BeforeAll
  static void start(@TempDir Path folder) {
    log = folder.resolve("log");
    api =
        RunningApi.launch(
            List.of("sh", "-c", "exec \"$@\" 2> '" + log + "'", "sh"),
            "tuning=baseline",
            "poolSize=1",
            "acquireTimeoutMs=300",
            "slowQueryMs=5",
            // Makes every statement a slow one.
            "faults=database-latency=6ms");
    client = api.client();
    ana = client.loginAsUser(1);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void aCallThatGetsNoConnectionInTimeIs503AndTheOthersAreServed() throws Exception {
    String path =
        "/meetings/" + client.get("/meetings?limit=1", ana).body().at("/items/0/id").asText();
    double timeoutsBefore = client.metric(TIMEOUTS);
    double waitsBefore = client.metric(WAIT + "_count");
    double waitedBefore = client.metric(WAIT + "_sum");
    ExecutorService callers = Executors.newFixedThreadPool(ON_ONE_CONNECTION + TOO_MANY);
    try (DatabaseSession locker = new DatabaseSession(api)) {
      locker.run("BEGIN");
      locker.run("LOCK TABLE meetings IN ACCESS EXCLUSIVE MODE");
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < ON_ONE_CONNECTION + TOO_MANY; i++) {
        answers.add(callers.submit(() -> client.get(path, ana)));
      }

      await(() -> client.metric(TIMEOUTS) - timeoutsBefore == TOO_MANY);
      await(() -> client.metric(IN_USE) == 1);
      // Only the statements on the connection wait, for the table.
      await(() -> answers.stream().filter(Future::isDone).count() == TOO_MANY);
      locker.run("ROLLBACK");

      int served = 0;
      for (Future<Answer> future : answers) {
        Answer answer = future.get(10, TimeUnit.SECONDS);
        if (answer.status() == 200) {
          served++;
        } else {
          assertEquals(503, answer.status(), answer.text());
          assertEquals("unavailable", answer.errorCode());
          assertEquals("The database is busy; try again in a second.", answer.errorMessage());
          assertEquals("1", answer.response().headers().firstValue("retry-after").orElseThrow());
        }
      }
      assertEquals(ON_ONE_CONNECTION, served);
      assertEquals(TOO_MANY, client.metric(TIMEOUTS) - timeoutsBefore);
      int statements = ON_ONE_CONNECTION + TOO_MANY;
      await(() -> client.metric(WAIT + "_count") - waitsBefore == statements);
      double waitedSeconds = client.metric(WAIT + "_sum") - waitedBefore;
      assertTrue(
          waitedSeconds >= TOO_MANY * 0.3 && waitedSeconds < TOO_MANY * 8, "" + waitedSeconds);
    } finally {
      callers.shutdownNow();
    }
    assertEquals(200, client.get(path, ana).status());
  }

  @Test
  void aSlowStatementIsLoggedWithItsPlanButWithoutItsValues() throws Exception {
    String secret = "zebra" + UUID.randomUUID().toString().replace("-", "");
    String count = "openmeet_database_slow_queries_total{query=\"search.full-text\"}";
    double before = client.metric(count);

    assertEquals(200, client.search(ana, secret, 10).status());

    await(() -> logged().contains("search.full-text took "));
    String logged = logged();
    Matcher took =
        Pattern.compile("search\\.full-text took (\\d+) ms, more than 5 ms").matcher(logged);
    assertTrue(took.find() && Integer.parseInt(took.group(1)) >= 5, logged);
    assertTrue(logged.contains("websearch_to_tsquery('simple', $2)"), logged);
    // The baseline has no index, so no other plan is possible.
    assertTrue(logged.contains("Seq Scan on search_documents"), logged);
    assertFalse(logged.contains(secret), logged);
    assertEquals(1, client.metric(count) - before);
  }

  @Test
  void theMetricsShowPoolAndBuffers() throws Exception {
    await(() -> client.metric(IDLE) == 1);

    assertEquals(1, client.metric("openmeet_database_pool_limit"));
    assertEquals(0, client.metric(IN_USE));
    assertEquals(0, client.metric("openmeet_database_pool_waiting"));
    double ratio = client.metric("openmeet_database_cache_hit_ratio");
    assertTrue(ratio > 0.1 && ratio <= 1, "ratio " + ratio);
  }

  private static String logged() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "not in time");
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
