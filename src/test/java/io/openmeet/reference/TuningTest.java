package io.openmeet.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.feeders.Feeders;
import io.openmeet.feeders.Feeders.SearchQuery;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The API gives the same answers with and without the optimisations. */
class TuningTest {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final List<String> READS =
      List.of(
          "/auth/me",
          "/meetings",
          "/meetings?limit=1",
          "/meetings?limit=100",
          "/analytics/summary",
          "/search?q=budget&limit=50",
          "/search?q=%22",
          // The messages about bad requests are the same too.
          "/meetings?limit=0",
          "/meetings/" + new UUID(0, 0),
          "/recordings/" + new UUID(0, 0),
          "/search",
          "/nothing");

  @Test
  void bothTuningsAnswerIdentically() {
    // One after the other, so that both use the same slot.
    Run optimized = run("tuning=optimized");
    Run baseline = run("tuning=baseline");

    assertEquals(optimized.exchanges().size(), baseline.exchanges().size());
    for (int i = 0; i < optimized.exchanges().size(); i++) {
      assertEquals(optimized.exchanges().get(i), baseline.exchanges().get(i));
    }
    // Seven of the reads are kept, and each of two users makes them twice.
    assertTrue(optimized.hits() >= 14, "from the cache: " + optimized.hits());
    assertEquals(0, baseline.hits());
  }

  @Test
  void withBaselineEveryLookUpMissesAndNothingIsCompressed() {
    try (RunningApi api = RunningApi.start("tuning=baseline")) {
      ApiClient baseline = api.client();
      Session session = baseline.loginAsUser(4);
      Answer plain = baseline.get("/meetings?limit=100", session);
      for (int i = 0; i < 4; i++) {
        HttpRequest.Builder request = baseline.request("/meetings?limit=100", session);
        Answer answer = baseline.send(request.header("Accept-Encoding", "gzip"));
        assertEquals(plain.text(), answer.text());
        assertEquals("", answer.header("content-encoding"));
      }
      HttpRequest.Builder known = baseline.request("/meetings?limit=100", session);
      known.header("If-None-Match", plain.header("etag"));
      assertEquals(304, baseline.send(known).status());

      String scrape = baseline.get("/metrics", null).text();
      assertTrue(scrape.contains("openmeet_cache_requests_total{result=\"miss\"} 6.0\n"), scrape);
      for (String result : List.of("hit", "stale", "shared", "error")) {
        String none = "openmeet_cache_requests_total{result=\"" + result + "\"} 0.0\n";
        assertTrue(scrape.contains(none), none);
      }
    }
  }

  private record Run(List<Exchange> exchanges, double hits) {}

  private static Run run(String tuning) {
    try (RunningApi api = RunningApi.start(tuning)) {
      ApiClient client = api.client();
      return new Run(
          everything(client), client.metric("openmeet_cache_requests_total{result=\"hit\"}"));
    }
  }

  private record Exchange(String request, int status, String body) {}

  /** Calls the API and writes each id that is new in a run as its number. */
  private static final class Recorder {
    private final ApiClient client;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final Map<String, String> newIds = new LinkedHashMap<>();

    Recorder(ApiClient client) {
      this.client = client;
    }

    Answer get(String path, Session session) {
      return note("GET " + path, client.get(path, session));
    }

    Answer note(String request, Answer answer) {
      String body = answer.text();
      if (!answer.body().path("error").isMissingNode()) {
        body = body.replace(answer.body().path("error").path("id").asText(), "error id");
      }
      exchanges.add(new Exchange(numbered(request), answer.status(), numbered(body)));
      return answer;
    }

    private String numbered(String text) {
      return ID.matcher(text).replaceAll(id -> newIds.getOrDefault(id.group(), id.group()));
    }

    void isNew(String id) {
      newIds.put(id, "new " + newIds.size());
    }
  }

  private static List<Exchange> everything(ApiClient client) {
    Recorder recorder = new Recorder(client);
    Session stranger = client.loginAsUser(2);
    Session ana = client.loginAsUser(1);
    for (Session session : List.of(stranger, ana)) {
      // Twice, so that the second answer comes from the cache if there is one.
      for (int i = 0; i < 2; i++) {
        READS.forEach(path -> recorder.get(path, session));
      }
    }
    for (SearchQuery query : Feeders.read().searchQueries()) {
      String encoded = URLEncoder.encode(query.query(), StandardCharsets.UTF_8);
      recorder.get("/search?q=" + encoded, stranger);
      recorder.get("/search?limit=50&q=" + encoded, stranger);
    }
    details(recorder, ana);
    recorder.get("/meetings", null);
    writes(recorder, ana);
    return recorder.exchanges;
  }

  private static void details(Recorder recorder, Session session) {
    Answer meetings = recorder.get("/meetings?limit=12", session);
    for (JsonNode meeting : meetings.body().path("items")) {
      recorder.get("/meetings/" + meeting.path("id").asText(), session);
    }
  }

  private static void writes(Recorder recorder, Session ana) {
    ApiClient client = recorder.client;
    for (int i = 0; i < 5; i++) {
      Answer created = client.createMeeting(ana, "new " + i, "2031-01-0" + (i + 1) + "T09:00:00Z");
      recorder.isNew(created.field("id"));
      recorder.note("POST /meetings", created);
      String path = "/meetings/" + created.field("id");
      recorder.get(path, ana);
      recorder.note("PUT", client.put(path, ana, Map.of("status", "completed")));
      recorder.note("PUT", client.put(path, ana, Map.of("durationMinutes", 0)));
      readsAfterWrite(recorder, ana);
      if (i % 2 == 0) {
        recorder.note("DELETE", client.delete(path, ana));
        recorder.get(path, ana);
      }
      readsAfterWrite(recorder, ana);
    }
    String found = "/search?q=roadmap&limit=50";
    JsonNode best = recorder.get(found, ana).body().path("items").get(0);
    String meeting = "/meetings/" + best.path("meetingId").asText();
    recorder.note("PUT", client.put(meeting, ana, Map.of("title", "renamed")));
    recorder.get(found, ana);
    recorder.note("DELETE", client.delete(meeting, ana));
    recorder.get(found, ana);
  }

  private static void readsAfterWrite(Recorder recorder, Session ana) {
    for (String path : List.of("/meetings", "/meetings?limit=5", "/analytics/summary")) {
      recorder.get(path, ana);
    }
  }
}
