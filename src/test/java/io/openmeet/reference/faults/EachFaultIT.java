package io.openmeet.reference.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.RunningApi;
import io.openmeet.reference.live.LiveClient;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault affects what it names and nothing else; see also {@link RegressionFaultsIT}. */
class EachFaultIT {
  /** The results of four calls of {@code /auth/me}, two reads by id and two events. */
  private record Seen(
      int failed, long lateLookUps, long lateQueries, long missed, long lateEvents) {
    static Seen now(ApiClient client) {
      String text = client.get("/metrics", null).text();
      return new Seen(
          (int) sum(text, "openmeet_http_requests_seconds_count\\{[^}]*status=\"500\"}"),
          late(text, "openmeet_http_requests_seconds", "[^}]*route=\"/auth/me\",status=\"200\""),
          late(text, "openmeet_database_query_seconds", "query=\"meetings.read\""),
          (long) sum(text, "openmeet_cache_requests_total\\{result=\"(?!hit)[a-z]+\"}"),
          late(text, "openmeet_websocket_latency_seconds", ""));
    }

    Seen since(Seen before) {
      return new Seen(
          failed - before.failed,
          lateLookUps - before.lateLookUps,
          lateQueries - before.lateQueries,
          missed - before.missed,
          lateEvents - before.lateEvents);
    }

    /** Those that took longer than half a second. */
    private static long late(String text, String histogram, String labels) {
      String braces = labels.isEmpty() ? "" : "\\{" + labels + "}";
      String le = (labels.isEmpty() ? "" : labels + ",") + "le=\"0.5\"";
      return (long)
          (sum(text, histogram + "_count" + braces)
              - sum(text, histogram + "_bucket\\{" + le + "}"));
    }

    private static double sum(String text, String series) {
      Matcher sample = Pattern.compile("(?m)^" + series + " (\\S+)$").matcher(text);
      double sum = 0;
      while (sample.find()) {
        sum += Double.parseDouble(sample.group(1));
      }
      return sum;
    }
  }

  /** The first two requests are the login and the upgrade; neither is among those that fail. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // fault, requests failed, look-ups late, queries late, look-ups not from the cache, events late
    "latency=700ms@50%,       0, 2, 0, 0, 0",
    "errors=34%,              2, 0, 0, 0, 0",
    "database-latency=700ms,  0, 0, 2, 0, 0",
    "cache=off,               0, 0, 0, 4, 0",
    "websocket-latency=700ms, 0, 0, 0, 0, 2",
    "rps-limit=1,             0, 4, 0, 0, 0",
    "list=n+1,                0, 0, 0, 0, 0",
    "index=off,               0, 0, 0, 0, 0",
    "payload=double,          0, 0, 0, 0, 0"
  })
  void affectsWhatItNamesAndNothingElse(
      String fault, int failed, long lateLookUps, long lateQueries, long missed, long lateEvents) {
    try (RunningApi api = RunningApi.start("faults=" + fault, "slowQueryMs=10000")) {
      ApiClient client = api.client();
      ApiClient.Session session = client.loginAsUser(1);
      try (LiveClient live = LiveClient.connect(api.baseUrl(), session)) {
        live.send("{\"type\":\"join\",\"id\":\"j\",\"meetingId\":\"r\"}");
        live.next();
        Seen before = Seen.now(client);

        use(client, session, live);

        assertEquals(
            new Seen(failed, lateLookUps, lateQueries, missed, lateEvents),
            Seen.now(client).since(before));
      }
    }
  }

  private static void use(ApiClient client, ApiClient.Session session, LiveClient live) {
    for (int i = 0; i < 4; i++) {
      client.get("/auth/me", session);
    }
    for (int i = 0; i < 2; i++) {
      client.get("/meetings/" + UUID.randomUUID(), session);
      assertEquals(200, client.get("/health", null).status());
    }
    for (int i = 0; i < 2; i++) {
      live.send("{\"type\":\"event\",\"id\":\"e\",\"payload\":{}}");
      assertEquals("ack", live.next().path("type").asText());
    }
    // The error comes after all earlier answers, so the earlier events are counted by then.
    live.send("{}");
    assertEquals("error", live.next().path("type").asText());
  }
}
