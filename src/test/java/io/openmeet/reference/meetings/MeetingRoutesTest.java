package io.openmeet.reference.meetings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeetingRoutesTest {
  private final ApiClient client = RunningApi.shared().client();
  private final Session ana = client.loginAsUser(1);
  private final Session stranger = client.loginAsUser(2);

  @Test
  void aMeetingLivesFromCreationToDeletion() {
    String title = "Überblick, \"Q1\" 会議 😀";
    Answer created = client.createMeeting(ana, title, "2031-05-06T11:30:00+02:00");
    assertEquals(201, created.status());
    String path = "/meetings/" + created.field("id");
    assertEquals(path, created.response().headers().firstValue("location").orElseThrow());
    assertEquals(title, created.field("title"));
    assertEquals("standup", created.field("type"));
    assertEquals("scheduled", created.field("status"));
    assertEquals("2031-05-06T09:30:00Z", created.field("startsAt"));
    assertEquals(30, created.body().path("durationMinutes").asInt());
    assertEquals(ana.userId(), created.field("createdBy"));
    assertEquals(created.body(), client.get(path, ana).body());

    Answer updated = client.put(path, ana, Map.of("status", "completed", "durationMinutes", 45));
    assertEquals(200, updated.status());
    assertEquals("completed", updated.field("status"));
    assertEquals(45, updated.body().path("durationMinutes").asInt());
    assertEquals(title, updated.field("title"));
    assertEquals(updated.body(), client.get(path, ana).body());

    assertEquals(204, client.delete(path, ana).status());
    assertEquals(404, client.get(path, ana).status());
    assertEquals(404, client.delete(path, ana).status());
  }

  @Test
  void anotherOrganisationsMeetingDoesNotExist() {
    Answer created = client.createMeeting(ana, "ours", "2030-01-01T00:00:00Z");
    String path = "/meetings/" + created.field("id");

    assertEquals(404, client.get(path, stranger).status());
    assertEquals(404, client.put(path, stranger, Map.of("title", "theirs")).status());
    assertEquals(404, client.delete(path, stranger).status());
    assertEquals("ours", client.get(path, client.loginAsUser(11)).field("title"));
    client.delete(path, ana);
  }

  @Test
  void partsOfTheListJoinToTheWholeList() {
    JsonNode whole = client.get("/meetings?limit=100", ana).body().path("items");
    for (int offset = 0; offset < 100; offset += 25) {
      JsonNode part = client.get("/meetings?limit=25&offset=" + offset, ana).body().path("items");
      assertEquals(25, part.size());
      for (int i = 0; i < 25; i++) {
        assertEquals(whole.path(offset + i), part.path(i));
      }
    }
    Answer beyond = client.get("/meetings?offset=100000", ana);
    assertEquals("{\"items\":[]}", beyond.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "100001", "1.5", "x", ""})
  void anOffsetOutsideItsRangeIsRefused(String offset) {
    Answer answer = client.get("/meetings?offset=" + offset, ana);
    assertEquals(400, answer.status());
    assertEquals("offset must be a whole number from 0 to 100000.", answer.errorMessage());
  }

  @Test
  void theListHasTheNewestStartFirstAndKeepsToItsLimit() {
    JsonNode items = client.get("/meetings?limit=100", ana).body().path("items");

    assertEquals(100, items.size());
    List<String> starts = new ArrayList<>();
    items.forEach(item -> starts.add(item.path("startsAt").asText()));
    List<String> sorted = new ArrayList<>(starts);
    sorted.sort(Collections.reverseOrder());
    assertEquals(sorted, starts);
    assertEquals(20, client.get("/meetings", ana).body().path("items").size());
    assertEquals(1, client.get("/meetings?limit=1", ana).body().path("items").size());
  }

  @Test
  void aWriterSeesTheWriteInEveryListAtOnce() {
    List<String> paths = List.of("/meetings", "/meetings?limit=5", "/meetings?limit=100");
    for (int i = 0; i < 20; i++) {
      paths.forEach(path -> client.get(path, ana));
      String title = "new " + UUID.randomUUID();
      Answer created = client.createMeeting(ana, title, "2032-01-01T00:00:00Z");
      String path = "/meetings/" + created.field("id");
      paths.forEach(list -> assertTrue(titles(list).contains(title), list));
      client.put(path, ana, Map.of("title", title + "!"));
      paths.forEach(list -> assertTrue(titles(list).contains(title + "!"), list));
      client.delete(path, ana);
      paths.forEach(list -> assertFalse(titles(list).contains(title + "!"), list));
    }
  }

  @Test
  void othersSeeANewMeetingWithinTwoSeconds() {
    Session colleague = client.loginAsUser(11);
    client.get("/meetings", colleague);
    String title = "new " + UUID.randomUUID();
    Answer created = client.createMeeting(ana, title, "2032-01-02T00:00:00Z");

    long deadline = System.nanoTime() + 2_000_000_000L;
    while (!client.get("/meetings", colleague).text().contains(title)) {
      assertTrue(System.nanoTime() < deadline, "not within two seconds");
    }
    client.delete("/meetings/" + created.field("id"), ana);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not-an-id", "00000000-0000-0000-0000-00000000000g", "%00", "..%2f.."})
  void anInvalidIdIs404(String id) {
    assertEquals(404, client.get("/meetings/" + id, ana).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "limit="})
  void aBadQueryIs400(String query) {
    assertEquals(400, client.get("/meetings?" + query, ana).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|title is missing.",
        "{\"title\":\"\"}|title must have 1 to 200 characters.",
        "{\"title\":\"t\"}|type is missing.",
        "{\"title\":\"t\",\"type\":\"A b\"}|type must be a lower-case word such as one-on-one.",
        "{\"title\":\"t\",\"type\":\"a\"}|startsAt is missing.",
        "{\"title\":\"t\",\"type\":\"a\",\"startsAt\":\"today\"}"
            + "|startsAt must be a time such as 2026-03-01T09:00:00Z, from 1970 to 2200.",
        "{\"title\":\"t\",\"type\":\"a\",\"startsAt\":\"+999999999-01-01T00:00:00Z\"}"
            + "|startsAt must be a time such as 2026-03-01T09:00:00Z, from 1970 to 2200.",
        "{\"title\":\"t\",\"type\":\"a\",\"startsAt\":\"2026-03-01T09:00:00Z\"}"
            + "|durationMinutes is missing.",
        "{\"durationMinutes\":0}|durationMinutes must be a whole number from 1 to 1440.",
        "{\"durationMinutes\":1441}|durationMinutes must be a whole number from 1 to 1440.",
        "{\"durationMinutes\":1.5}|durationMinutes must be a whole number from 1 to 1440.",
        "{\"durationMinutes\":99999999999999999999}"
            + "|durationMinutes must be a whole number from 1 to 1440.",
      })
  void aBadMeetingIs400WithTheReason(String body, String message) {
    Answer answer = client.post("/meetings", ana, body);

    assertEquals(400, answer.status());
    assertEquals(message, answer.errorMessage());
  }

  @Test
  void anUpdateWithoutAValueIs400() {
    String id =
        client.get("/meetings?limit=1", ana).body().path("items").get(0).path("id").asText();

    assertEquals(400, client.put("/meetings/" + id, ana, Map.of()).status());
    assertEquals(400, client.put("/meetings/" + id, ana, Map.of("title", "")).status());
  }

  @Test
  void aBodyPast64KibibytesIs413() {
    Answer answer = client.post("/meetings", ana, "{\"title\":\"" + "x".repeat(70_000) + "\"}");

    assertEquals(413, answer.status());
    assertEquals("too_large", answer.errorCode());
  }

  @Test
  void everyMeetingCallNeedsAToken() {
    assertEquals(401, client.get("/meetings", null).status());
    assertEquals(401, client.post("/meetings", null, "{}").status());
    assertEquals(401, client.put("/meetings/" + UUID.randomUUID(), null, Map.of()).status());
    assertEquals(401, client.delete("/meetings/" + UUID.randomUUID(), null).status());
  }

  @Test
  void anUnknownPathIs404() {
    assertEquals(404, client.get("/nothing/here", ana).status());
    assertEquals("not_found", client.delete("/meetings", ana).errorCode());
  }

  private List<String> titles(String list) {
    List<String> titles = new ArrayList<>();
    client.get(list, ana).body().path("items").forEach(m -> titles.add(m.path("title").asText()));
    return titles;
  }
}
