package io.openmeet.reference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.RunningApi;
import io.openmeet.reference.live.LiveClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one client may send, how slowly, and how many of them there may be. */
@Timeout(60)
class LimitsTest {
  private static final int CONNECTIONS = 120;
  private static final int NEW_CONNECTIONS = 40;
  private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String LISTS =
      "openmeet_http_requests_seconds_count{method=\"GET\",route=\"/meetings\",status=\"200\"}";
  private static RunningApi api;

  private final ApiClient client = api.client();
  private final ApiClient.Session ana = client.loginAsUser(1);
  private final List<RawClient> open = new ArrayList<>();

  @BeforeAll
  static void start() {
    api =
        RunningApi.start(
            "connections=" + CONNECTIONS,
            "newConnections=" + NEW_CONNECTIONS,
            "requestSeconds=1",
            "idleSeconds=3");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @AfterEach
  void close() {
    open.forEach(RawClient::close);
  }

  @Test
  void aRequestLineOfMoreThan4KibibytesIs414() {
    RawClient.Reply reply =
        raw().send("GET /search?q=" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n").reply();

    assertEquals(414, reply.status());
    assertEquals("too_large", reply.code());
  }

  @Test
  void headersOfMoreThan8KibibytesAre431() {
    String header = "X-Large: " + "x".repeat(9_000);

    assertEquals(431, raw().send(get("/health", header)).reply().status());
  }

  @Test
  void moreThanAHundredHeadersAre431() {
    String some = "a: b\r\n".repeat(90) + "c: d";
    String many = "a: b\r\n".repeat(110) + "c: d";

    assertEquals(200, raw().send(get("/health", some)).reply().status());
    RawClient client = raw().send(get("/health", many));
    assertEquals(431, client.reply().status());
    client.awaitClosed();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET\r\n\r\n",
        "GET /health\r\n\r\n",
        "GET /health HTTP/1.1\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a b\r\n\r\n",
        "POST /auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffff\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        "GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
      })
  void whatIsNoHttpIs400AndEndsTheConnection(String bytes) {
    RawClient client = raw().send(bytes);

    RawClient.Reply reply = client.reply();
    assertEquals(400, reply.status());
    assertEquals("bad_request", reply.code());
    client.awaitClosed();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"title\":\"t\",\"type\":\"a\",\"startsAt\":\"2030-01-01T00:00:00Z\","
            + "\"durationMinutes\":1e999999999}",
        "{\"durationMinutes\":1e309}",
        "{\"durationMinutes\":DIGITS}",
        "{\"x\":NESTED}",
        "{\"title\":\"\\ud800\"}",
        "{\"a\":1,\"a\":2}",
        "{} {}",
      })
  void jsonThatIsExpensiveOrAmbiguousIs400(String template) {
    String body =
        template
            .replace("DIGITS", "9".repeat(50_000))
            .replace("NESTED", "[".repeat(20_000) + "]".repeat(20_000));

    assertEquals(400, client.post("/meetings", ana, body).status());
  }

  @Test
  void aClientWhoSendsNothingOrHalfAHeaderIsCutOff() {
    RawClient silent = raw();
    RawClient half = raw().send("GET /health HTTP/1.1\r\nHo");
    CompletableFuture<Void> dribbling = dribble(raw(), "GET /health HTTP/1.1\r\nX-Slow: ", "x");

    silent.awaitClosed();
    half.awaitClosed();
    dribbling.join();
  }

  @Test
  void aClientWhoDribblesHeadersAfterARequestIsCutOff() {
    RawClient slow = raw().send(HEALTH);
    assertEquals(200, slow.reply().status());

    dribble(slow, "GET /health HTTP/1.1\r\nX-Slow: ", "x").join();
  }

  @Test
  void anIdleConnectionIsGoodForAnotherRequestAndIsClosedLater() {
    RawClient idle = raw();
    for (int i = 0; i < 2; i++) {
      assertEquals(200, idle.send(HEALTH).reply().status());
    }

    long start = System.nanoTime();
    idle.awaitClosed();
    assertTrue(System.nanoTime() - start > 2_000_000_000L, "closed before its time");
  }

  @Test
  void aBodyThatDoesNotComeIs408() {
    RawClient slow = raw().send(post("/meetings", "application/json", 1_000) + "{");

    RawClient.Reply reply = slow.reply();
    assertEquals(408, reply.status());
    assertEquals("too_slow", reply.code());
    slow.awaitClosed();
  }

  @Test
  void aBodyThatNobodyReadsMustComeInTimeToo() {
    RawClient stranger =
        raw().send("POST /meetings HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{");

    assertEquals(408, stranger.reply().status());
    stranger.awaitClosed();
  }

  @Test
  void anUploadThatDribblesIs408AndOneThatGoesOnIsNot() {
    byte[] file = new byte[700_000];
    String head = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n";
    String tail =
        "\r\n--B\r\nContent-Disposition: form-data; name=\"category\"\r\n\r\nc\r\n--B--\r\n";
    String request =
        post(
            "/recordings",
            "multipart/form-data; boundary=B",
            head.length() + 700_000 + tail.length());
    RawClient dribbling = raw().send(request + head);
    CompletableFuture<Void> cut = CompletableFuture.runAsync(() -> dribbleBody(dribbling));

    // Three seconds in all, a second's worth of patience each time.
    RawClient steady = raw().send(request + head);
    for (int sent = 0; sent < 700_000; sent += 100_000) {
      steady.send(java.util.Arrays.copyOf(file, 100_000));
      pause(400);
    }
    steady.send(tail);

    assertEquals(201, steady.reply().status());
    cut.join();
  }

  @Test
  void whoDoesNotReadIsCutOffAndCostsNothing() throws Exception {
    RawClient deaf = new RawClient(api.baseUrl(), 4_096);
    open.add(deaf);
    byte[] requests =
        get("/meetings?limit=100", "Authorization: Bearer " + ana.token())
            .repeat(20)
            .getBytes(StandardCharsets.ISO_8859_1);
    double before = client.metric(LISTS);

    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              // Far more than the kernel keeps for both of them.
              for (int i = 0; i < 5_000 && deaf.trySend(requests); i++) {
                // on
              }
            });

    sending.get(20, TimeUnit.SECONDS);
    // It was asked for 100,000 lists; what was made of them is what fits between server and client.
    assertTrue(client.metric(LISTS) - before < 5_000, "made " + (client.metric(LISTS) - before));
    assertEquals(200, client.get("/meetings", ana).status());
  }

  @Test
  void aFloodOfSilentConnectionsKeepsNobodyOut() {
    List<RawClient> silent = new ArrayList<>();
    for (int i = 0; i < 3 * NEW_CONNECTIONS; i++) {
      silent.add(raw());
      if (i % 10 == 0) {
        assertEquals(200, raw().send(HEALTH).reply().status());
      }
    }

    // Long before its time is up, the oldest has made room.
    assertEquals(-1, silent.get(0).read());
    assertEquals(200, silent.get(silent.size() - 1).send(HEALTH).reply().status());
  }

  @Test
  void pastTheBoundNewConnectionsAreClosedAndTheEarlierOnesStillAnswer() {
    List<RawClient> earlier = new ArrayList<>();
    int refused = 0;
    for (int i = 0; i < 2 * CONNECTIONS; i++) {
      RawClient next = raw();
      RawClient.Reply reply = next.trySend(HEALTH.getBytes()) ? next.reply() : null;
      if (reply == null) {
        refused++;
      } else {
        assertEquals(200, reply.status());
        earlier.add(next);
      }
    }

    assertTrue(earlier.size() <= CONNECTIONS, earlier.size() + " were let in");
    assertTrue(earlier.size() > CONNECTIONS / 2, "only " + earlier.size() + " were let in");
    assertEquals(2 * CONNECTIONS, earlier.size() + refused);
    for (RawClient one : earlier) {
      assertEquals(200, one.send(HEALTH).reply().status());
    }
  }

  @Test
  void aWebSocketThatJoinsNoMeetingIsClosedAndOneThatDoesStays() {
    LiveClient idle = LiveClient.connect(api.baseUrl(), ana);
    LiveClient member = LiveClient.connect(api.baseUrl(), ana);
    member.send("{\"type\":\"join\",\"id\":\"j\",\"meetingId\":\"room\"}");
    assertEquals("joined", member.next().path("type").asText());

    assertEquals(1008, idle.closeStatus());
    pause(4_000);
    member.send("{\"type\":\"event\",\"id\":\"e\",\"payload\":{}}");
    assertEquals("ack", member.next().path("type").asText());
    member.close();
  }

  private RawClient raw() {
    RawClient raw = new RawClient(api.baseUrl());
    open.add(raw);
    return raw;
  }

  private String get(String path, String header) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n";
  }

  private String post(String path, String type, int length) {
    return "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
        .formatted(path, ana.token(), type, length);
  }

  /** Sends a little every now and then until the connection is closed. */
  private static CompletableFuture<Void> dribble(RawClient client, String start, String more) {
    client.send(start);
    CompletableFuture<Void> sender =
        CompletableFuture.runAsync(
            () -> {
              long deadline = System.nanoTime() + 10_000_000_000L;
              while (client.trySend(more.getBytes())) {
                assertTrue(System.nanoTime() < deadline, "it may dribble for ever");
                pause(100);
              }
            });
    return sender;
  }

  private static void dribbleBody(RawClient client) {
    dribble(client, "", "x").join();
    RawClient.Reply reply = client.reply();
    assertNotNull(reply);
    assertEquals(408, reply.status());
    assertNull(client.reply());
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
