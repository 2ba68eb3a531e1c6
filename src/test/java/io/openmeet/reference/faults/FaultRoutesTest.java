package io.openmeet.reference.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.RunningApi;
import io.openmeet.reference.live.LiveClient;
import java.net.http.HttpRequest;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that change while the API runs. */
class FaultRoutesTest {
  private static final String PATH = "/fixture/faults";
  private static RunningApi api;
  private static ApiClient client;
  private static ApiClient.Session session;
  private static LiveClient live;

  @BeforeAll
  static void start() {
    api = RunningApi.start("faults=none");
    client = api.client();
    session = client.loginAsUser(1);
    live = LiveClient.connect(api.baseUrl(), session);
    live.send("{\"type\":\"join\",\"id\":\"j\",\"meetingId\":\"r\"}");
    live.next();
  }

  @AfterAll
  static void stop() {
    live.close();
    api.close();
  }

  @BeforeEach
  void none() {
    assertEquals("none", put("none").text());
    assertEquals(200, client.get("/auth/me", session).status());
  }

  /** The results of four calls of {@code /auth/me}, two reads by id and two events. */
  private record Seen(
      int failed, long lateLookUps, long lateQueries, long missed, long lateEvents) {
    static Seen now() {
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

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // fault, requests failed, look-ups late, queries late, look-ups not from the cache, events late
    "none,                    0, 0, 0, 0, 0",
    "latency=700ms@50%,       0, 2, 0, 0, 0",
    "errors=50%,              3, 0, 0, 0, 0",
    "stall=2s@0s,             0, 1, 0, 0, 0",
    "database-latency=700ms,  0, 0, 2, 0, 0",
    "cache=off,               0, 0, 0, 4, 0",
    "websocket-latency=700ms, 0, 0, 0, 0, 2",
    "rps-limit=1,             0, 3, 0, 0, 0"
  })
  void eachTouchesWhatItNamesAndNothingElse(
      String fault, int failed, long lateLookUps, long lateQueries, long missed, long lateEvents) {
    Seen before = Seen.now();
    assertEquals(200, put(fault).status());

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

    assertEquals(
        new Seen(failed, lateLookUps, lateQueries, missed, lateEvents), Seen.now().since(before));
  }

  @Test
  void theListInForceIsShownAndTheNewOneTakesItsPlace() {
    assertEquals("none", client.get(PATH, null).text());

    assertEquals("errors=100%,cache=off", put(" cache=off, errors=100% ").text());
    assertEquals("errors=100%,cache=off", client.get(PATH, null).text());
    assertEquals("injected_fault", client.get("/auth/me", session).errorCode());

    put("cache=off");
    assertEquals("cache=off", client.get(PATH, null).text());
    assertEquals(200, client.get("/auth/me", session).status());
  }

  @Test
  void aMalformedListIsRefusedWithTheValidFaultsAndChangesNothing() {
    put("cache=off");

    Answer answer = put("cache=off,slow=yes");

    assertEquals(400, answer.status());
    assertEquals(
        "The list of faults cannot be read at 'slow=yes'; a comma-separated list of these is"
            + " expected, or none: latency=300ms@10%, errors=2%, stall=2s@20s,"
            + " database-latency=80ms, cache=off, websocket-latency=80ms, rps-limit=4000.",
        answer.errorMessage());
    assertEquals("cache=off", client.get(PATH, null).text());
  }

  @Test
  void aBodyThatIsNoFormIsNotTakenForOne() {
    HttpRequest.Builder form =
        client.request(PATH, null).header("Content-Type", "application/x-www-form-urlencoded");

    Answer answer = client.send(form.PUT(HttpRequest.BodyPublishers.ofString("errors=2%,a=b")));

    assertEquals(415, answer.status());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_001, 70_000})
  void aBodyOfNoUseIsRefused(int length) {
    Answer answer = put(",".repeat(length));

    assertEquals(length > 65_536 ? 413 : 400, answer.status());
    assertEquals("none", client.get(PATH, null).text());
  }

  @Test
  void anApiThatWasStartedWithoutFaultsHasNoSuchPath() {
    ApiClient other = RunningApi.shared().client();
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("errors=100%");

    assertEquals(404, other.get(PATH, null).status());
    assertEquals(404, other.send(other.request(PATH, null).PUT(body)).status());
    assertTrue(other.get("/fixture/other", null).errorMessage().startsWith("There is nothing"));
    assertEquals(
        other.get("/fixture/other", null).errorMessage(), other.get(PATH, null).errorMessage());
  }

  private static Answer put(String list) {
    return client.send(client.request(PATH, null).PUT(HttpRequest.BodyPublishers.ofString(list)));
  }
}
