package io.openmeet.reference.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.Await;
import io.openmeet.reference.RunningApi;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows and blocks, on an API without cache and indexes: each call costs the same each time. */
class StatementStatisticsTest {
  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^openmeet_database_((?:rows|blocks)_total\\{.*}) (\\S+)$");

  private static RunningApi api;
  private static ApiClient client;

  @BeforeAll
  static void start() {
    api = RunningApi.start("tuning=baseline", "poolSize=1");
    client = api.client();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void everyRowIsCountedByTheTimeOfTheNextScrape() {
    Session zoe = client.register();
    Map<String, Double> before = samples();

    String last = "";
    for (int i = 0; i < 7; i++) {
      last = client.createMeeting(zoe, "m" + i, "2030-01-01T00:00:00Z").field("id");
    }
    client.get("/meetings?limit=5", zoe);
    client.get("/meetings?limit=5", zoe);
    client.get("/meetings", zoe);
    for (int i = 0; i < 3; i++) {
      client.get("/meetings/" + last, zoe);
      client.get("/meetings/" + UUID.randomUUID(), zoe);
    }
    client.put("/meetings/" + last, zoe, Map.of("title", "n"));
    client.delete("/meetings/" + last, zoe);
    Map<String, Double> after = samples();

    assertEquals(7, growth(before, after, rows("meetings.create")));
    assertEquals(5 + 5 + 7, growth(before, after, rows("meetings.list")));
    assertEquals(3, growth(before, after, rows("meetings.read")));
    assertEquals(1, growth(before, after, rows("meetings.update")));
    assertEquals(1, growth(before, after, rows("meetings.delete")));
  }

  @Test
  void aListWithoutAnIndexReadsEachBlockOfTheTable() throws Exception {
    Session ana = client.loginAsUser(1);
    try (DatabaseSession database = new DatabaseSession(api)) {
      // Later tests may not change the table's size between the scrapes.
      client.get("/meetings", ana);
      long blocksOfTheTable =
          database
              .run("SELECT pg_relation_size('meetings') / current_setting('block_size')::int")
              .iterator()
              .next()
              .getLong(0);
      Map<String, Double> before = samples();

      for (int i = 0; i < 4; i++) {
        client.get("/meetings", ana);
      }
      Map<String, Double> after = samples();

      assertEquals(
          4 * blocksOfTheTable,
          growth(before, after, blocks("meetings.list", "buffers"))
              + growth(before, after, blocks("meetings.list", "disk")));
    }
  }

  @Test
  void whatNoCallCausedIsNotCounted() throws Exception {
    client.loginAsUser(1);
    Map<String, Double> before = samples();
    try (DatabaseSession other = new DatabaseSession(api)) {
      other.run("SELECT * FROM meetings");
      client.get("/health", null);
      samples();
    }

    assertEquals(before, samples());
    assertFalse(before.isEmpty());
  }

  @Test
  void thereAreNoSamplesWhileTheStatisticsCannotBeRead() throws Exception {
    Session ana = client.loginAsUser(1);
    Map<String, Double> before = samples();
    try (DatabaseSession locker = new DatabaseSession(api)) {
      locker.run("BEGIN");
      locker.run("LOCK TABLE public.pg_stat_statements IN ACCESS EXCLUSIVE MODE");

      assertEquals(Map.of(), samples());
      assertEquals(200, client.get("/meetings?limit=9", ana).status());

      locker.run("ROLLBACK");
    }
    // The question that found the lock may still wait for it.
    Await.until(() -> !samples().isEmpty(), Duration.ofSeconds(20), () -> "no samples");
    assertEquals(9, growth(before, samples(), rows("meetings.list")));
  }

  private static String rows(String query) {
    return "rows_total{query=\"" + query + "\"}";
  }

  private static String blocks(String query, String source) {
    return "blocks_total{query=\"" + query + "\",source=\"" + source + "\"}";
  }

  private static double growth(
      Map<String, Double> before, Map<String, Double> after, String series) {
    return after.get(series) - before.getOrDefault(series, 0.0);
  }

  private static Map<String, Double> samples() {
    Map<String, Double> samples = new TreeMap<>();
    Matcher sample = SAMPLE.matcher(client.get("/metrics", null).text());
    while (sample.find()) {
      samples.put(sample.group(1), Double.valueOf(sample.group(2)));
    }
    return samples;
  }
}
