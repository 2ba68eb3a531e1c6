package io.openmeet.reference.search;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.feeders.Feeders;
import io.openmeet.feeders.Feeders.SearchQuery;
import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchRoutesTest {
  private static final List<SearchQuery> QUERIES = Feeders.read().searchQueries();

  private final ApiClient client = RunningApi.shared().client();

  @TestFactory
  Stream<DynamicTest> everyQueryOfTheFeederFindsItsTextInEveryOrganisation() {
    List<Session> organisations = new ArrayList<>();
    for (int user = 1; user <= 10; user++) {
      organisations.add(client.loginAsUser(user));
    }
    return QUERIES.stream()
        .map(
            query ->
                DynamicTest.dynamicTest(
                    query.query(),
                    () ->
                        assertAll(
                            organisations.stream().map(session -> () -> finds(session, query)))));
  }

  /** Narrow queries as users type them: the load has a long tail of them. */
  @TestFactory
  Stream<DynamicTest> aQueryThatExcludesTheTextOfAnotherFindsItsText() {
    return IntStream.range(0, QUERIES.size())
        .mapToObj(
            at -> DynamicTest.dynamicTest(QUERIES.get(at).query(), () -> findsWithoutTheNext(at)));
  }

  private void findsWithoutTheNext(int at) {
    SearchQuery query = QUERIES.get(at);
    Session session = client.loginAsUser(1 + at % 10);
    for (int distance = 1; distance <= 10; distance++) {
      String other = QUERIES.get((at + distance) % QUERIES.size()).mustContain();
      if (!query.query().contains(other)) {
        finds(
            session,
            new SearchQuery(query.query() + " -" + other, query.weight(), query.mustContain()));
      }
    }
  }

  private void finds(Session session, SearchQuery query) {
    Answer answer = client.search(session, query.query(), 50);

    assertEquals(200, answer.status());
    assertEquals(query.query(), answer.field("query"));
    JsonNode items = answer.body().path("items");
    assertTrue(items.size() >= 10 && items.size() <= 50, items.size() + " items");
    double rank = Double.MAX_VALUE;
    for (JsonNode item : items) {
      String snippet = item.path("snippet").asText();
      assertTrue(
          snippet.toLowerCase(Locale.ROOT).contains(query.mustContain().toLowerCase(Locale.ROOT)),
          snippet);
      assertTrue(item.path("rank").asDouble() <= rank, "best first");
      rank = item.path("rank").asDouble();
    }
  }

  @Test
  void anAnswerHasTheTenBestUnlessTheRequestHasALimit() {
    Session ana = client.loginAsUser(1);

    assertEquals(10, client.get("/search?q=budget", ana).body().path("items").size());
    assertEquals(3, client.search(ana, "budget", 3).body().path("items").size());
  }

  @Test
  void whatIsFoundCanBeRead() {
    Session ana = client.loginAsUser(1);
    JsonNode found = client.search(ana, "roadmap", 1).body().path("items").get(0);

    Answer meeting = client.get("/meetings/" + found.path("meetingId").asText(), ana);

    assertEquals(200, meeting.status());
    assertEquals(found.path("title").asText(), meeting.field("title"));
    assertEquals(
        404,
        client
            .get("/meetings/" + found.path("meetingId").asText(), client.loginAsUser(2))
            .status());
  }

  @Test
  void everyoneSeesAtOnceThatAMeetingIsRenamedOrDeleted() {
    Session ana = client.loginAsUser(7);
    Session colleague = client.loginAsUser(17);
    String id = lastFound(ana).path("meetingId").asText();
    lastFound(colleague);

    String title = "renamed " + UUID.randomUUID();
    client.put("/meetings/" + id, ana, Map.of("title", title));
    assertEquals(title, lastFound(ana).path("title").asText());
    assertEquals(title, lastFound(colleague).path("title").asText());

    client.delete("/meetings/" + id, ana);
    assertFalse(client.search(ana, "travel policy", 50).text().contains(id));
    assertFalse(client.search(colleague, "travel policy", 50).text().contains(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "-", "''; DROP TABLE users; --", "\\", ":*", "<->", "%%%", "😀"})
  void anOddQueryFindsNothingAndBreaksNothing(String query) {
    Answer answer = client.search(client.loginAsUser(1), query, 10);

    assertEquals(200, answer.status());
    assertEquals(0, answer.body().path("items").size());
  }

  @Test
  void aBadQueryIs400() {
    Session ana = client.loginAsUser(1);

    assertEquals("q is missing.", client.get("/search", ana).errorMessage());
    assertEquals(400, client.search(ana, "", 10).status());
    assertEquals(400, client.search(ana, "x".repeat(201), 10).status());
    assertEquals(400, client.get("/search?q=%00", ana).status());
    assertEquals(400, client.search(ana, "budget", 51).status());
    assertEquals(401, client.search(null, "budget", 10).status());
  }

  private JsonNode lastFound(Session session) {
    JsonNode items = client.search(session, "travel policy", 50).body().path("items");
    return items.get(items.size() - 1);
  }
}
