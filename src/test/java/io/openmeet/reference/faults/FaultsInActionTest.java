package io.openmeet.reference.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.RunningApi;
import io.openmeet.reference.live.LiveClient;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The faults below the HTTP layer, in an API that is started with all of them. */
class FaultsInActionTest {
  private static RunningApi api;
  private static ApiClient client;
  private static ApiClient.Session session;

  @BeforeAll
  static void start() {
    api = RunningApi.start("faults=database-latency=80ms,cache=off,websocket-latency=90ms");
    client = api.client();
    session = client.loginAsUser(1);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void everyQueryTakesThatMuchLongerAndTheMetricsShowIt() {
    long start = System.nanoTime();
    assertEquals(404, client.get("/meetings/" + session.userId(), session).status());
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

    assertTrue(tookMs >= 80 && tookMs < 1_000, tookMs + " ms");
    String bucket = "openmeet_database_query_seconds_bucket{query=\"meetings.read\",le=\"0.05\"}";
    assertEquals(0, client.metric(bucket));
    assertTrue(client.metric("openmeet_database_query_seconds_count{query=\"meetings.read\"}") > 0);
  }

  @Test
  void everyLookUpMissesWithTheCacheOff() {
    String misses = "openmeet_cache_requests_total{result=\"miss\"}";
    String hits = "openmeet_cache_requests_total{result=\"hit\"}";
    double missesBefore = client.metric(misses);
    for (int i = 0; i < 5; i++) {
      assertEquals(200, client.get("/auth/me", session).status());
    }

    assertEquals(5, client.metric(misses) - missesBefore);
    assertEquals(0, client.metric(hits));
  }

  @Test
  void acknowledgementsAreThatMuchLater() {
    try (LiveClient live = LiveClient.connect(api.baseUrl(), session)) {
      live.send("{\"type\":\"join\",\"id\":\"1\",\"meetingId\":\"r\"}");
      assertEquals("joined", live.next().path("type").asText());
      long start = System.nanoTime();
      live.send("{\"type\":\"event\",\"id\":\"2\",\"payload\":{}}");
      assertEquals("ack", live.next().path("type").asText());
      long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

      assertTrue(tookMs >= 90 && tookMs < 1_000, tookMs + " ms");
    }
  }

  @Test
  void healthIsNotTouched() {
    long start = System.nanoTime();
    assertEquals(200, client.get("/health", null).status());
    assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) < 80);
  }
}
