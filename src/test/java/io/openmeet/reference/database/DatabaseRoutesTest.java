package io.openmeet.reference.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What callers and operators see when the database is too slow or too busy. */
class DatabaseRoutesTest {
  /** Statements that share the one connection; see Database. */
  private static final int ON_ONE_CONNECTION = 8;

  private static final int TOO_MANY = 4;

  private static RunningApi api;
  private static ApiClient client;
  private static Session ana;

  @BeforeAll
  static void start() {
    api =
        RunningApi.start(
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
  void whoGetsNoConnectionInTimeIsToldToComeAgainAndTheOthersAreServed() throws Exception {
    String path =
        "/meetings/" + client.get("/meetings?limit=1", ana).body().at("/items/0/id").asText();
    double timeoutsBefore = client.metric("openmeet_database_pool_timeouts_total");
    ExecutorService callers = Executors.newFixedThreadPool(ON_ONE_CONNECTION + TOO_MANY);
    try (DatabaseSession locker = new DatabaseSession(api)) {
      locker.run("BEGIN");
      locker.run("LOCK TABLE meetings IN ACCESS EXCLUSIVE MODE");
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < ON_ONE_CONNECTION + TOO_MANY; i++) {
        answers.add(callers.submit(() -> client.get(path, ana)));
      }

      await(state -> state.at("/pool/timeouts").asLong() - timeoutsBefore == TOO_MANY);
      await(state -> state.at("/pool/inUse").asInt() == 1);
      // Only the statements on the connection wait, for the table.
      await(state -> answers.stream().filter(Future::isDone).count() == TOO_MANY);
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
      assertEquals(
          TOO_MANY, client.metric("openmeet_database_pool_timeouts_total") - timeoutsBefore);
    } finally {
      callers.shutdownNow();
    }
    assertEquals(200, client.get(path, ana).status());
  }

  @Test
  void aSlowStatementIsToldWithItsPlanButWithoutItsValues() throws Exception {
    String secret = "zebra" + UUID.randomUUID().toString().replace("-", "");
    String count = "openmeet_database_slow_queries_total{query=\"search.full-text\"}";
    double before = client.metric(count);

    assertEquals(200, client.search(ana, secret, 10).status());

    JsonNode state = await(now -> !slow(now, "search.full-text").path("plan").isNull());
    JsonNode slow = slow(state, "search.full-text");
    assertTrue(slow.path("milliseconds").asLong() >= 5, slow.toString());
    assertTrue(slow.path("sql").asText().contains("websearch_to_tsquery('simple', $2)"));
    // The baseline has no index, so no other plan is possible.
    assertTrue(slow.path("plan").asText().contains("Seq Scan on search_documents"));
    assertTrue(slow.path("at").asText().endsWith("Z"));
    assertFalse(state.toString().contains(secret));
    assertEquals(1, client.metric(count) - before);
  }

  @Test
  void theNumberOfSlowStatementsKeptIsBounded() {
    for (int i = 0; i < 60; i++) {
      client.get("/meetings/" + UUID.randomUUID(), ana);
    }

    assertEquals(50, client.get("/fixture/database", null).body().path("slowQueries").size());
  }

  @Test
  void poolAndBuffersAreToldHereAndInTheMetrics() throws Exception {
    JsonNode state = await(now -> now.at("/pool/idle").asInt() == 1);

    assertEquals("baseline", state.path("tuning").asText());
    assertEquals(1, state.at("/pool/limit").asInt());
    assertEquals(0, state.at("/pool/inUse").asInt());
    assertEquals(0, state.at("/pool/waiting").asInt());
    assertFalse(state.at("/pool/waiting").isNull());
    assertEquals(300, state.at("/pool/acquireTimeoutMs").asInt());
    double ratio = state.path("cacheHitRatio").asDouble();
    assertTrue(ratio > 0.1 && ratio <= 1, "ratio " + ratio);

    assertEquals(1, client.metric("openmeet_database_pool_limit"));
    assertEquals(1, client.metric("openmeet_database_pool_connections{state=\"idle\"}"));
    assertEquals(0, client.metric("openmeet_database_pool_connections{state=\"in-use\"}"));
    assertEquals(0, client.metric("openmeet_database_pool_waiting"));
    double scraped = client.metric("openmeet_database_cache_hit_ratio");
    assertTrue(scraped > 0.1 && scraped <= 1, "ratio " + scraped);
  }

  @Test
  void faultsDoNotTouchIt() {
    try (RunningApi faulty = RunningApi.start("faults=errors=100%")) {
      ApiClient other = faulty.client();

      assertEquals(500, other.get("/meetings", ana).status());
      assertEquals(200, other.get("/fixture/database", null).status());
    }
  }

  private static JsonNode slow(JsonNode state, String name) {
    return StreamSupport.stream(state.path("slowQueries").spliterator(), false)
        .filter(slow -> slow.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + state));
  }

  private static JsonNode await(Predicate<JsonNode> condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
    while (true) {
      Answer answer = client.get("/fixture/database", null);
      assertEquals(200, answer.status());
      if (condition.test(answer.body())) {
        return answer.body();
      }
      assertTrue(System.nanoTime() < deadline, "not in time: " + answer.text());
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
