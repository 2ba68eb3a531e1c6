package io.openmeet.reference.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnalyticsRoutesTest {
  private final ApiClient client = RunningApi.shared().client();

  @Test
  void theSumsAgreeWithEachOther() {
    JsonNode summary = client.get("/analytics/summary", client.loginAsUser(3)).body();

    int byType = 0;
    for (JsonNode count : summary.path("byType")) {
      byType += count.asInt();
    }
    int byStatus = 0;
    for (JsonNode count : summary.path("byStatus")) {
      byStatus += count.asInt();
    }
    assertEquals(2_000, summary.path("meetings").asInt());
    assertEquals(2_000, byType);
    assertEquals(2_000, byStatus);
  }

  @Test
  void aWriterSeesTheWriteCountedAtOnce() {
    Session founder = client.register();
    assertEquals("{\"meetings\":0,\"minutes\":0,\"byType\":{},\"byStatus\":{}}", summary(founder));

    Answer created = client.createMeeting(founder, "first", "2030-01-01T00:00:00Z");
    assertEquals(
        "{\"meetings\":1,\"minutes\":30,\"byType\":{\"standup\":1},\"byStatus\":{\"scheduled\":1}}",
        summary(founder));

    String path = "/meetings/" + created.field("id");
    client.put(path, founder, Map.of("status", "completed", "durationMinutes", 20));
    assertEquals(
        "{\"meetings\":1,\"minutes\":20,\"byType\":{\"standup\":1},\"byStatus\":{\"completed\":1}}",
        summary(founder));

    client.delete(path, founder);
    assertEquals("{\"meetings\":0,\"minutes\":0,\"byType\":{},\"byStatus\":{}}", summary(founder));
  }

  private String summary(Session session) {
    return client.get("/analytics/summary", session).text();
  }
}
