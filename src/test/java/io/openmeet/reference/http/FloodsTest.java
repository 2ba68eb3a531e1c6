package io.openmeet.reference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many clients there may be at once. */
@Timeout(60)
class FloodsTest extends RawClients {
  FloodsTest() {
    super(strict());
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
}
