package io.openmeet.reference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.RunningApi;
import io.openmeet.reference.live.LiveClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many clients may connect at once. The limits on time are far longer than these tests. */
@Timeout(60)
class FloodsTest extends RawClients {
  private static final int CONNECTIONS = 120;
  private static final int NEW_CONNECTIONS = 40;
  private static RunningApi patient;

  FloodsTest() {
    super(patient);
  }

  @BeforeAll
  static void start() {
    patient = RunningApi.start("connections=" + CONNECTIONS, "newConnections=" + NEW_CONNECTIONS);
  }

  @AfterAll
  static void stop() {
    patient.close();
  }

  @Test
  void aFloodOfSilentConnectionsDoesNotKeepOthersOut() {
    List<RawClient> silent = new ArrayList<>();
    for (int i = 0; i < 3 * NEW_CONNECTIONS; i++) {
      silent.add(raw());
      if (i % 10 == 0) {
        assertEquals(200, raw().send(HEALTH).reply().status());
      }
    }

    // The oldest connection was closed to make room.
    assertEquals(-1, silent.get(0).read());
    assertEquals(200, silent.get(silent.size() - 1).send(HEALTH).reply().status());
  }

  @Test
  void aboveTheLimitNewConnectionsAreClosedAndEarlierOnesAreStillAnswered() {
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

    assertTrue(earlier.size() <= CONNECTIONS, earlier.size() + " were accepted");
    assertTrue(earlier.size() > CONNECTIONS / 2, "only " + earlier.size() + " were accepted");
    assertEquals(2 * CONNECTIONS, earlier.size() + refused);
    for (RawClient one : earlier) {
      assertEquals(200, one.send(HEALTH).reply().status());
    }
  }

  /** Each is closed before the next is opened, so few are open at once. */
  @Test
  void closedSocketsMakeRoomForOthers() {
    ApiClient.Session ana = patient.client().loginAsUser(1);
    for (int i = 0; i < 3 * CONNECTIONS; i++) {
      try (LiveClient socket = LiveClient.connect(patient.baseUrl(), ana)) {
        socket.send("{\"type\":\"join\",\"id\":\"j\",\"meetingId\":\"m\"}");
        assertEquals("joined", socket.next().path("type").asText(), "socket " + i);
      }
    }
  }
}
