package io.openmeet.reference.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.Await;
import io.openmeet.reference.RunningApi;
import io.openmeet.reference.http.RawClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends thousands of hostile frames, the same each time. */
@Timeout(120)
class HostileFramesIT {
  private static final int CLIENTS = 2;
  private static final int CONNECTIONS_EACH = 60;
  private static final int FRAMES_EACH = 25;
  private static final long SEED = 20_260_302;
  private static final String SECRET = "secret-" + UUID.randomUUID();

  private final RunningApi api = RunningApi.shared();
  private final ApiClient http = api.client();

  @Test
  void hostileFramesEndOnlyTheirOwnConnectionIfAny() {
    String room = "room-" + UUID.randomUUID();
    LiveClient victim = LiveClient.connect(api.baseUrl(), http.loginAsUser(1));
    victim.send("{\"type\":\"join\",\"id\":\"" + SECRET + "\",\"meetingId\":\"" + room + "\"}");
    assertEquals("joined", victim.next().path("type").asText());
    Session attacker = http.loginAsUser(2);

    IntStream.range(0, CLIENTS).parallel().forEach(number -> attack(number, attacker, room));

    assertTrue(victim.nothingWaits(), "something came from another organisation");
    victim.send("{\"type\":\"event\",\"id\":\"e\",\"payload\":{\"x\":\"" + SECRET + "\"}}");
    assertEquals("ack", victim.next().path("type").asText());
    victim.close();
    Await.until(
        () -> http.metric("openmeet_websocket_connections") == 0,
        Duration.ofSeconds(10),
        () -> "connections are left over");
  }

  /** 1007 of RFC 6455: data that does not match the type of the message. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTextThatIsNotUtf8EndsTheConnectionWithStatus1007(boolean inFragments) {
    try (RawClient raw = upgrade(http.loginAsUser(2))) {
      raw.send(HostileFrames.malformedText(inFragments));

      assertEquals(0x88, raw.read());
      raw.read(); // the payload's length
      assertEquals(1007, raw.read() << 8 | raw.read());
    }
  }

  private void attack(int number, Session attacker, String room) {
    HostileFrames frames = new HostileFrames(SEED + number, room);
    for (int connection = 0; connection < CONNECTIONS_EACH; connection++) {
      String which = "seed " + (SEED + number) + ", connection " + connection;
      try (RawClient raw = upgrade(attacker)) {
        for (int i = 0; i < FRAMES_EACH; i++) {
          raw.send(frames.harmless());
        }
        raw.send(HostileFrames.text("{\"type\":\"dance\",\"id\":\"still-there\"}"));
        awaitText(raw, "still-there", which);
        raw.trySend(frames.fatal());
        raw.awaitClosed();
      } catch (RuntimeException hangs) {
        throw new AssertionError(which, hangs);
      }
    }
  }

  private RawClient upgrade(Session session) {
    RawClient raw =
        new RawClient(api.baseUrl())
            .send(
                "GET /live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Authorization: Bearer "
                    + session.token()
                    + "\r\n\r\n");
    assertEquals(101, raw.reply().status());
    return raw;
  }

  private static void awaitText(RawClient raw, String text, String which) {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(text) < 0) {
      int next = raw.read();
      assertTrue(next >= 0, "closed too early: " + which + ", after " + read);
      read.append((char) next);
      if (read.length() > 200_000) {
        read.delete(0, 100_000);
      }
    }
    assertFalse(read.toString().contains(SECRET), which);
    assertFalse(
        new String(read.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
            .contains("Exception"),
        which);
  }
}
