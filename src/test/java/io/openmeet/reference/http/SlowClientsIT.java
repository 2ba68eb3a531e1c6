package io.openmeet.reference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.RunningApi;
import io.openmeet.reference.live.HostileFrames;
import io.openmeet.reference.live.LiveClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long one client may keep the server waiting: when it sends, reads, or does nothing. */
@Timeout(60)
class SlowClientsIT extends RawClients {
  private static final String LISTS =
      "openmeet_http_requests_seconds_count{method=\"GET\",route=\"/meetings\",status=\"200\"}";
  private static final int SMALL_BUFFER_BYTES = 4_096;
  private static RunningApi strict;

  private final ApiClient client = api.client();
  private final ApiClient.Session ana = client.loginAsUser(1);

  SlowClientsIT() {
    super(strict);
  }

  @BeforeAll
  static void start() {
    strict = RunningApi.start("requestSeconds=1", "idleSeconds=3");
  }

  @AfterAll
  static void stop() {
    strict.close();
  }

  @Test
  void aClientThatSendsNothingOrHalfAHeaderIsCutOff() {
    RawClient silent = raw();
    RawClient half = raw().send("GET /health HTTP/1.1\r\nHo");
    CompletableFuture<Void> dribbling = dribble(raw(), "GET /health HTTP/1.1\r\nX-Slow: ", "x");

    silent.awaitClosed();
    half.awaitClosed();
    dribbling.join();
  }

  @Test
  void aClientThatDribblesHeadersAfterARequestIsCutOff() {
    RawClient slow = raw().send(HEALTH);
    assertEquals(200, slow.reply().status());

    dribble(slow, "GET /health HTTP/1.1\r\nX-Slow: ", "x").join();
  }

  @Test
  void anIdleConnectionServesAnotherRequestAndIsClosedAfterIdleSeconds() {
    RawClient idle = raw();
    for (int i = 0; i < 2; i++) {
      assertEquals(200, idle.send(HEALTH).reply().status());
    }

    long start = System.nanoTime();
    idle.awaitClosed();
    assertTrue(System.nanoTime() - start > 2_000_000_000L, "closed before its time");
  }

  @Test
  void aBodyThatDoesNotArriveIs408() {
    RawClient slow = raw().send(post("/meetings", "application/json", 1_000) + "{");

    RawClient.Reply reply = slow.reply();
    assertEquals(408, reply.status());
    assertEquals("too_slow", reply.code());
    slow.awaitClosed();
  }

  @Test
  void aBodyOfAnUnauthorizedRequestMustArriveInTimeToo() {
    RawClient stranger =
        raw().send("POST /meetings HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{");

    assertEquals(408, stranger.reply().status());
    stranger.awaitClosed();
  }

  @Test
  void anUploadThatDribblesIs408AndASlowSteadyOneSucceeds() {
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

    // Three seconds in all; each part comes within the time limit of one second.
    RawClient steady = raw().send(request + head);
    for (int sent = 0; sent < 700_000; sent += 100_000) {
      steady.send(Arrays.copyOf(file, 100_000));
      pause(400);
    }
    steady.send(tail);

    assertEquals(201, steady.reply().status());
    cut.join();
  }

  @Test
  void aClientThatDoesNotReadIsCutOffAndGetsNoFurtherAnswersMade() throws Exception {
    RawClient deaf = raw(SMALL_BUFFER_BYTES);
    byte[] requests =
        get("/meetings?limit=100", "Authorization: Bearer " + ana.token())
            .repeat(20)
            .getBytes(StandardCharsets.ISO_8859_1);
    double before = client.metric(LISTS);

    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              // Far more than the kernel buffers for both sides.
              for (int i = 0; i < 5_000 && deaf.trySend(requests); i++) {
                // The next batch.
              }
            });

    sending.get(20, TimeUnit.SECONDS);
    // Of the 100,000 lists asked for, the API made only those that fit into the buffers.
    assertTrue(client.metric(LISTS) - before < 5_000, "made " + (client.metric(LISTS) - before));
    assertEquals(200, client.get("/meetings", ana).status());
  }

  @Test
  void aWebSocketThatDoesNotReadIsCutOffAndLeavesItsRoom() throws Exception {
    RawClient deaf = raw(SMALL_BUFFER_BYTES);
    deaf.send(
        get(
            "/live",
            "Authorization: Bearer "
                + ana.token()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
    assertEquals(101, deaf.reply().status());
    deaf.send(HostileFrames.text("{\"type\":\"join\",\"id\":\"j\",\"meetingId\":\"deaf\"}"));
    ByteArrayOutputStream pings = new ByteArrayOutputStream();
    for (int i = 0; i < 8_000; i++) {
      pings.writeBytes(HostileFrames.ping(125));
    }

    CompletableFuture<Boolean> cutOff =
        CompletableFuture.supplyAsync(
            () -> {
              // The API answers each ping; the unread pongs are more than the kernel buffers.
              for (int i = 0; i < 60; i++) {
                if (!deaf.trySend(pings.toByteArray())) {
                  return true;
                }
              }
              return false;
            });

    assertTrue(cutOff.get(20, TimeUnit.SECONDS), "the API kept 60 MB of pongs");
    LiveClient other = LiveClient.connect(api.baseUrl(), ana);
    other.send("{\"type\":\"join\",\"id\":\"j\",\"meetingId\":\"deaf\"}");
    assertEquals(1, other.next().path("members").asInt());
    other.close();
  }

  @Test
  void aWebSocketThatJoinsNoMeetingIsClosedAndOneThatDoesStays() {
    LiveClient idle = LiveClient.connect(api.baseUrl(), ana);
    LiveClient member = LiveClient.connect(api.baseUrl(), ana);
    member.send("{\"type\":\"join\",\"id\":\"j\",\"meetingId\":\"room\"}");
    assertEquals("joined", member.next().path("type").asText());

    assertEquals(1008, idle.closeStatus());
    // Longer than requestSeconds and idleSeconds.
    pause(4_000);
    member.send("{\"type\":\"event\",\"id\":\"e\",\"payload\":{}}");
    assertEquals("ack", member.next().path("type").asText());
    member.close();
  }

  private String post(String path, String type, int length) {
    return "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
        .formatted(path, ana.token(), type, length);
  }

  /** Sends a few bytes periodically until the connection is closed. */
  private static CompletableFuture<Void> dribble(RawClient client, String start, String more) {
    client.send(start);
    return CompletableFuture.runAsync(
        () -> {
          long deadline = System.nanoTime() + 10_000_000_000L;
          while (client.trySend(more.getBytes())) {
            assertTrue(System.nanoTime() < deadline, "the API did not close the slow connection");
            pause(100);
          }
        });
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
