package io.openmeet.reference.deals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DealRoutesTest {
  private final ApiClient client = RunningApi.shared().client();
  private final Session ana = client.loginAsUser(1);
  private final Session stranger = client.loginAsUser(2);

  @Test
  void theListHasTheLatestClosingFirstAndKeepsToItsLimit() {
    JsonNode deals = items("/deals?limit=100");

    assertEquals(100, deals.size());
    List<String> order = new ArrayList<>();
    deals.forEach(deal -> order.add(deal.path("closesOn").asText()));
    List<String> sorted = new ArrayList<>(order);
    sorted.sort(Comparator.reverseOrder());
    assertEquals(sorted, order);
    assertEquals(20, items("/deals").size());
  }

  @Test
  void theListCanBeOfOneStage() {
    JsonNode deals = items("/deals?stage=lost&limit=100");

    // A tenth of an organisation's 300 deals.
    assertEquals(30, deals.size());
    deals.forEach(deal -> assertEquals("lost", deal.path("stage").asText()));
  }

  @Test
  void aDealIsShownWithItsScorecardsNewestFirst() {
    JsonNode scored = null;
    for (JsonNode deal : items("/deals?limit=100")) {
      JsonNode read = client.get("/deals/" + deal.path("id").asText(), ana).body();
      assertEquals(deal.path("name"), read.path("name"));
      assertEquals(deal.path("amountCents"), read.path("amountCents"));
      assertEquals(deal.path("ownerId"), read.path("ownerId"));
      // Six on each of a hundred deals, none on the others.
      int scorecards = read.path("scorecards").size();
      assertTrue(scorecards == 0 || scorecards == 6, scorecards + " scorecards");
      scored = scorecards == 6 ? read : scored;
    }

    String newer = "9999";
    for (JsonNode scorecard : scored.path("scorecards")) {
      assertEquals(scored.path("id"), scorecard.path("dealId"));
      assertTrue(scorecard.path("scoredAt").asText().compareTo(newer) <= 0);
      newer = scorecard.path("scoredAt").asText();
      int score = scorecard.path("score").asInt();
      assertTrue(score >= 40 && score <= 100, "score " + score);
    }
  }

  @Test
  void whoMovesADealSeesItInTheListsAtOnce() {
    JsonNode deal = items("/deals?stage=won&limit=1").get(0);
    String id = deal.path("id").asText();
    for (String stage : List.of("lost", "won")) {
      items("/deals?stage=lost&limit=100");

      Answer moved = client.put("/deals/" + id, ana, Map.of("stage", stage));

      assertEquals(200, moved.status());
      assertEquals(stage, moved.field("stage"));
      assertEquals(deal.path("customer"), moved.body().path("customer"));
      String lost = client.get("/deals?stage=lost&limit=100", ana).text();
      assertEquals(stage.equals("lost"), lost.contains(id));
      assertEquals(stage, client.get("/deals/" + id, ana).field("stage"));
    }
  }

  @Test
  void anotherOrganisationsDealDoesNotExist() {
    String path = "/deals/" + items("/deals?limit=1").get(0).path("id").asText();

    assertEquals(404, client.get(path, stranger).status());
    assertEquals(404, client.put(path, stranger, Map.of("stage", "lost")).status());
    assertEquals(404, client.get("/deals/" + UUID.randomUUID(), ana).status());
    assertEquals(401, client.get(path, null).status());
    assertEquals(401, client.get("/deals", null).status());
    assertEquals(0, client.get("/deals", client.register()).body().path("items").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/deals?stage=paid|stage must be lead or qualified or proposal or won or lost.",
        "/deals?limit=101|limit must be a whole number from 1 to 100.",
      })
  void aBadQueryIs400(String path, String message) {
    Answer answer = client.get(path, ana);

    assertEquals(400, answer.status());
    assertEquals(message, answer.errorMessage());
  }

  @Test
  void aDealMovesToAKnownStageOnly() {
    String path = "/deals/" + items("/deals?limit=1").get(0).path("id").asText();

    assertEquals("stage is missing.", client.put(path, ana, Map.of()).errorMessage());
    assertEquals(400, client.put(path, ana, Map.of("stage", "paid")).status());
    assertEquals(400, client.put(path, ana, Map.of("stage", 1)).status());
  }

  private JsonNode items(String path) {
    return client.get(path, ana).body().path("items");
  }
}
