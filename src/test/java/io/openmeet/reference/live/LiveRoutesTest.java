package io.openmeet.reference.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.reference.ApiClient;
import io.openmeet.reference.Await;
import io.openmeet.reference.RunningApi;
import io.openmeet.reference.http.RawClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveRoutesTest {
  private static final String VALID =
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|Sec-WebSocket-Version: 13|";

  private final RunningApi api = RunningApi.shared();
  private final ApiClient http = api.client();
  private final List<LiveClient> open = new ArrayList<>();
  private final String room = "room " + UUID.randomUUID();

  @AfterEach
  void close() {
    open.forEach(LiveClient::close);
  }

  @Test
  void aBrowserSendsItsTokenAsASubprotocolWhichIsNotRepeated() {
    ApiClient.Session ana = http.loginAsUser(1);
    LiveClient browser = LiveClient.connectFromBrowser(api.baseUrl(), ana.token());
    open.add(browser);
    assertEquals("openmeet", browser.subprotocol());
    browser.send("{\"type\":\"join\",\"id\":\"a\",\"meetingId\":\"" + room + "\"}");
    assertEquals("joined", browser.next().path("type").asText());

    CompletionException refused =
        assertThrows(
            CompletionException.class,
            () -> LiveClient.connectFromBrowser(api.baseUrl(), ana.token() + "x"));
    assertEquals(
        401, ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode());
  }

  @Test
  void anEventIsAcknowledgedToItsSenderAndBroadcastToTheOthers() {
    ApiClient.Session ana = http.loginAsUser(1);
    LiveClient sender = join(ana, 1);
    LiveClient second = join(http.loginAsUser(11), 2);
    LiveClient third = join(http.loginAsUser(21), 3);

    sender.send("{\"type\":\"event\",\"id\":\"e1\",\"payload\":{\"text\":\"Grüße 会議\"}}");

    JsonNode ack = sender.next();
    assertEquals("{\"type\":\"ack\",\"id\":\"e1\"}", ack.toString());
    for (LiveClient other : List.of(second, third)) {
      JsonNode broadcast = other.next();
      assertEquals("broadcast", broadcast.path("type").asText());
      assertEquals("e1", broadcast.path("id").asText());
      assertEquals(room, broadcast.path("meetingId").asText());
      assertEquals(ana.userId(), broadcast.path("from").asText());
      assertEquals("Grüße 会議", broadcast.path("payload").path("text").asText());
    }
    assertTrue(sender.nothingWaits());
  }

  @Test
  void roomsOfTheSameNameInTwoOrganisationsAreTwoRooms() {
    LiveClient ours = join(http.loginAsUser(1), 1);
    LiveClient theirs = join(http.loginAsUser(2), 1);

    theirs.send("{\"type\":\"event\",\"id\":\"theirs\",\"payload\":{}}");
    assertEquals("ack", theirs.next().path("type").asText());
    ours.send("{\"type\":\"event\",\"id\":\"ours\",\"payload\":{}}");

    assertEquals("ours", ours.next().path("id").asText());
    assertTrue(ours.nothingWaits());
  }

  @Test
  void aClientThatJoinsAnotherRoomGetsNoBroadcastsOfTheFirst() {
    LiveClient first = join(http.loginAsUser(1), 1);
    LiveClient second = join(http.loginAsUser(11), 2);
    second.send("{\"type\":\"join\",\"id\":\"j\",\"meetingId\":\"another " + room + "\"}");
    assertEquals(1, second.next().path("members").asInt());

    first.send("{\"type\":\"event\",\"id\":\"e\",\"payload\":{}}");
    assertEquals("ack", first.next().path("type").asText());
    second.send("{\"type\":\"event\",\"id\":\"f\",\"payload\":{}}");

    assertEquals("f", second.next().path("id").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no json|null",
        "[1]|null",
        "{}|null",
        "{\"type\":\"event\"}|null",
        "{\"id\":\"a\"}|\"a\"",
        "{\"type\":\"dance\",\"id\":\"a\"}|\"a\"",
        "{\"type\":\"join\",\"id\":\"a\"}|\"a\"",
        "{\"type\":\"join\",\"id\":\"a\",\"meetingId\":\"\"}|\"a\"",
        "{\"type\":\"event\",\"id\":\"a\",\"payload\":{}}|\"a\"",
        "{\"type\":7,\"id\":\"a\"}|\"a\"",
        "{\"type\":\"join\",\"id\":7,\"meetingId\":\"r\"}|null",
      })
  void aMalformedOrUnexpectedMessageIsAnsweredWithAnError(String message, String id) {
    LiveClient client = connect(http.loginAsUser(1));

    client.send(message);

    JsonNode error = client.next();
    assertEquals("error", error.path("type").asText());
    assertEquals("bad_message", error.path("code").asText());
    assertEquals(id, error.path("id").toString());
    assertTrue(error.path("message").asText().endsWith("."));
  }

  @Test
  void anEventWithoutAPayloadIsAnError() {
    LiveClient client = join(http.loginAsUser(1), 1);

    client.send("{\"type\":\"event\",\"id\":\"e\",\"payload\":[]}");

    assertEquals("error", client.next().path("type").asText());
  }

  @Test
  void withoutAValidTokenTheUpgradeIsRefused() {
    for (String authorization : List.of("Bearer forged", "Basic x")) {
      CompletionException refused =
          assertThrows(
              CompletionException.class,
              () -> LiveClient.connectWith(api.baseUrl(), authorization));
      WebSocketHandshakeException handshake =
          assertInstanceOf(WebSocketHandshakeException.class, refused.getCause());
      assertEquals(401, handshake.getResponse().statusCode());
    }
  }

  @Test
  void withoutAnUpgradeTheAnswerIs400() {
    assertEquals(400, http.get("/live", http.loginAsUser(1)).status());
  }

  /** Several header lines mean the same as one with commas (RFC 9110, 5.2). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: keep-alive|Connection: Upgrade|Upgrade: websocket",
        "Connection: keep-alive, Upgrade|Upgrade: websocket",
        "Connection: upgrade|Upgrade: h2c|Upgrade: WebSocket",
        "Connection: upgrade|Upgrade: h2c, websocket"
      })
  void theUpgradeMayStandInSeveralLines(String lines) {
    assertEquals(101, handshake("GET", VALID, lines).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Connection: keep-alive|Upgrade: websocket", "Connection: Upgrade|Upgrade: h2c"})
  void anUpgradeToSomethingElseIsRefused(String lines) {
    assertEquals(400, handshake("GET", VALID, lines).status());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, Origin: http://a, 400, bad_request",
    "GET, Sec-WebSocket-Version: 13, 400, bad_request",
    "GET, Sec-WebSocket-Key: dGhlIHNhbXBsZQ==, 426, upgrade_required",
    "GET, Sec-WebSocket-Key: dGhlIHNhbXBsZQ==|Sec-WebSocket-Version: 12, 426, upgrade_required",
    "GET, Sec-WebSocket-Key: dGhlIHNhbXBsZQ==|Sec-WebSocket-Version: x, 426, upgrade_required",
    "GET, Sec-WebSocket-Key: dGhlIHNhbXBsZQ==|Sec-WebSocket-Version: 13|Content-Length: 2||{}, 400, bad_request",
    "HEAD, Sec-WebSocket-Key: dGhlIHNhbXBsZQ==|Sec-WebSocket-Version: 13, 400, ''",
  })
  void aMalformedHandshakeIsRefused(String method, String headers, int status, String code) {
    RawClient.Reply reply =
        handshake(method, "Connection: close|Connection: Upgrade|Upgrade: websocket|", headers);

    assertEquals(status, reply.status());
    assertEquals(code, reply.code());
    assertEquals(
        status == 426 ? "13" : null, reply.headers().get("sec-websocket-version"), "the valid one");
  }

  private RawClient.Reply handshake(String method, String first, String last) {
    try (RawClient raw = new RawClient(api.baseUrl())) {
      return raw.send(
              "%s /live HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n%s%s\r\n\r\n"
                  .formatted(method, http.loginAsUser(1).token(), first, last)
                  .replace("|", "\r\n"))
          .reply();
    }
  }

  @Test
  void aMessageThatIsTooLargeEndsTheConnectionOnly() {
    LiveClient client = LiveClient.connect(api.baseUrl(), http.loginAsUser(1));

    client.send(
        "{\"type\":\"event\",\"id\":\"e\",\"payload\":{\"x\":\"" + "x".repeat(70_000) + "\"}}");

    assertEquals(1009, client.closeStatus());
    assertEquals(200, http.get("/health", null).status());
  }

  @Test
  void everyAcknowledgedEventIsTimedOnce() {
    String count = "openmeet_websocket_latency_seconds_count";
    double before = http.metric(count);
    LiveClient ana = join(http.loginAsUser(1), 1);
    for (int i = 0; i < 5; i++) {
      ana.send("{\"type\":\"event\",\"id\":\"" + i + "\",\"payload\":{}}");
      assertEquals("ack", ana.next().path("type").asText());
    }
    ana.send("{\"type\":\"event\",\"id\":\"without payload\"}");
    assertEquals("error", ana.next().path("type").asText());

    assertEquals(5, http.metric(count) - before);
  }

  @Test
  void openConnectionsAreCounted() {
    // Connections of the previous test may still be closing.
    awaitConnections(0);
    LiveClient client = LiveClient.connect(api.baseUrl(), http.loginAsUser(1));
    awaitConnections(1);
    client.close();
    awaitConnections(0);
  }

  private void awaitConnections(int expected) {
    Await.until(
        () -> http.metric("openmeet_websocket_connections") == expected,
        Duration.ofSeconds(5),
        () -> "not " + expected + " open");
  }

  private LiveClient join(ApiClient.Session session, int expectedMembers) {
    LiveClient client = connect(session);
    client.send("{\"type\":\"join\",\"id\":\"j\",\"meetingId\":\"" + room + "\"}");
    JsonNode joined = client.next();
    assertEquals("joined", joined.path("type").asText());
    assertEquals("j", joined.path("id").asText());
    assertEquals(room, joined.path("meetingId").asText());
    assertEquals(expectedMembers, joined.path("members").asInt());
    return client;
  }

  private LiveClient connect(ApiClient.Session session) {
    LiveClient client = LiveClient.connect(api.baseUrl(), session);
    open.add(client);
    return client;
  }
}
