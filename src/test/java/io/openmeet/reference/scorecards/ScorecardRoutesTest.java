package io.openmeet.reference.scorecards;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScorecardRoutesTest {
  private final ApiClient client = RunningApi.shared().client();
  private final Session bjoern = client.loginAsUser(2);

  @Test
  void aMeetingsScorecardsAreThoseThatItsDealShows() {
    JsonNode deal = scoredDeal();
    String meeting = deal.path("scorecards").get(0).path("meetingId").asText();
    Set<JsonNode> expected = new HashSet<>();
    for (JsonNode scorecard : deal.path("scorecards")) {
      if (scorecard.path("meetingId").asText().equals(meeting)) {
        expected.add(scorecard);
      }
    }

    JsonNode shown = client.get(path(meeting), bjoern).body().path("items");

    assertEquals(2, shown.size());
    assertEquals(expected, Set.of(shown.get(0), shown.get(1)));
    assertEquals(404, client.get(path(meeting), client.loginAsUser(1)).status());
    assertEquals(401, client.get(path(meeting), null).status());
  }

  @Test
  void aMeetingWithoutScorecardsHasAnEmptyListAndAnUnknownOneNone() {
    String id = client.createMeeting(bjoern, "unscored", "2030-01-01T00:00:00Z").field("id");

    assertEquals("{\"items\":[]}", client.get(path(id), bjoern).text());

    client.delete("/meetings/" + id, bjoern);
    assertEquals(404, client.get(path(id), bjoern).status());
    assertEquals(404, client.get(path(UUID.randomUUID().toString()), bjoern).status());
  }

  private JsonNode scoredDeal() {
    for (JsonNode deal : client.get("/deals?limit=100", bjoern).body().path("items")) {
      JsonNode read = client.get("/deals/" + deal.path("id").asText(), bjoern).body();
      if (!read.path("scorecards").isEmpty()) {
        return read;
      }
    }
    throw new AssertionError("no deal has a scorecard");
  }

  private static String path(String meeting) {
    return "/meetings/" + meeting + "/scorecards";
  }
}
