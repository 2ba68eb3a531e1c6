package io.openmeet.reference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers without a body: 304 for a client that has the answer already, and answers to HEAD. */
class ReadsTest {
  private final ApiClient client = RunningApi.shared().client();
  private final Session ana = client.loginAsUser(4);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/auth/me",
        "/meetings",
        "/meetings?limit=3",
        "/meetings/<id>",
        "/search?q=budget",
        "/analytics/summary"
      })
  void aClientThatHasTheAnswerGets304WithoutABody(String template) {
    String path = template.replace("<id>", newestMeeting());
    Answer first = client.get(path, ana);
    String tag = first.header("etag");

    Answer again = ifNoneMatch(path, "\"other\", " + tag);

    assertEquals(200, first.status());
    assertEquals(304, again.status());
    assertEquals("", again.text());
    assertEquals("", again.header("content-length") + again.header("content-type"));
    for (Answer answer : List.of(first, again)) {
      assertEquals(tag, answer.header("etag"));
      assertEquals("private, no-cache", answer.header("cache-control"));
      assertEquals("Accept-Encoding, Authorization", answer.header("vary"));
    }
    assertEquals(304, ifNoneMatch(path, "*").status());
    assertEquals(first.text(), ifNoneMatch(path, "W/\"other\"").text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/meetings", "/health", "/unknown"})
  void everyAnswerStatesItsTime(String path) {
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String date = client.get(path, ana).header("date");
    Instant stated = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    assertTrue(!stated.isBefore(before) && !stated.isAfter(Instant.now()), date);
  }

  @Test
  void aClientThatWroteDoesNotGet304() {
    List<String> paths = List.of("/meetings", "/meetings?limit=5", "/analytics/summary");
    List<String> before = paths.stream().map(path -> client.get(path, ana).header("etag")).toList();

    Answer created = client.createMeeting(ana, "newest of all", "2034-01-01T00:00:00Z");

    for (int i = 0; i < paths.size(); i++) {
      Answer after = ifNoneMatch(paths.get(i), before.get(i));
      assertEquals(200, after.status(), paths.get(i));
      assertNotEquals(before.get(i), after.header("etag"));
    }
    String path = "/meetings/" + created.field("id");
    String tag = client.get(path, ana).header("etag");
    client.put(path, ana, Map.of("title", "renamed"));
    assertEquals("renamed", ifNoneMatch(path, tag).field("title"));
    client.delete(path, ana);
    assertEquals(404, ifNoneMatch(path, "*").status());
  }

  @Test
  void aUserDoesNotGet304ForAnotherUsersTag() {
    for (Session other : List.of(client.loginAsUser(14), client.loginAsUser(5))) {
      String tag = client.get("/auth/me", ana).header("etag");

      Answer answer =
          client.send(client.request("/auth/me", other).header("If-None-Match", tag).GET());

      assertEquals(200, answer.status());
      assertEquals(other.userId(), answer.field("id"));
      assertEquals(ana.userId(), client.get("/auth/me", ana).field("id"));
    }
    assertEquals(
        client.get("/meetings", ana).text(),
        client.get("/meetings", client.loginAsUser(14)).text());
    assertNotEquals(
        client.get("/meetings", ana).text(), client.get("/meetings", client.loginAsUser(5)).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/metrics", "/auth/me", "/meetings", "/search?q=budget"})
  void headIsAnsweredAsGetWithoutABody(String path) {
    Answer get = client.get(path, ana);

    Answer head = head(path);

    assertEquals(200, head.status());
    assertEquals("", head.text());
    assertEquals(get.header("content-type"), head.header("content-type"));
    assertEquals(get.header("etag"), head.header("etag"));
  }

  @Test
  void headHasTheLengthOfTheAnswerToGet() {
    String length = client.get("/meetings?limit=7", ana).header("content-length");

    assertEquals(length, head("/meetings?limit=7").header("content-length"));
  }

  private String newestMeeting() {
    return client.get("/meetings?limit=1", ana).body().path("items").get(0).path("id").asText();
  }

  private Answer head(String path) {
    return client.send(
        client.request(path, ana).method("HEAD", HttpRequest.BodyPublishers.noBody()));
  }

  private Answer ifNoneMatch(String path, String tags) {
    return client.send(client.request(path, ana).header("If-None-Match", tags).GET());
  }
}
