package io.openmeet.loadtest.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.journeys.Broadcasts.Member;
import io.openmeet.loadtest.load.OpenWindow;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Measured.Value;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Three members in one room, one in another; the window is open. */
class BroadcastsTest {
  private final Broadcasts broadcasts =
      new Broadcasts(OpenWindow.of(Duration.ofMinutes(10)), new Rooms());
  private final Member ada = broadcasts.join("Northwind/room-0", "ada");
  private final Member bob = broadcasts.join("Northwind/room-0", "bob");
  private final Member cyd = broadcasts.join("Northwind/room-0", "cyd");
  private final Member eve = broadcasts.join("Contoso/room-0", "eve");

  private static String message(Map<String, Object> payload) {
    return JsonBody.object("type", "broadcast", "id", "1", "payload", payload);
  }

  private static void hear(Broadcasts broadcasts, Member member, String message, long afterMs) {
    broadcasts.hear(member, message, System.currentTimeMillis() + afterMs);
  }

  private void hear(Member member, String message) {
    hear(broadcasts, member, message, 0);
  }

  @Test
  void expectsWhatAMemberSaysToReachAllOthersInTheRoom() {
    String said = message(broadcasts.nextEvent(ada));
    assertEquals(new Value(0), broadcasts.receivedRatio());
    hear(bob, said);
    assertEquals(new Value(0.5), broadcasts.receivedRatio());
    hear(cyd, said);
    assertEquals(new Value(1), broadcasts.receivedRatio());
  }

  @Test
  void takesNothingTwiceNorFromOneselfNorFromAnotherRoom() {
    String said = message(broadcasts.nextEvent(ada));
    hear(bob, said);
    hear(bob, said);
    hear(ada, said);
    hear(eve, said);
    assertEquals(new Value(0.5), broadcasts.receivedRatio());
  }

  @Test
  void takesNothingElseForABroadcast() {
    broadcasts.nextEvent(ada);
    hear(bob, "{\"type\": \"broadcast\", \"id\": \"x\"}");
    hear(bob, "{\"type\": \"broadcast\"");
    hear(bob, "{\"type\": \"ack\"}");
    assertEquals(new Value(0), broadcasts.receivedRatio());
  }

  @Test
  void expectsNothingOfThoseWhoHaveLeft() {
    broadcasts.leave(cyd);
    hear(bob, message(broadcasts.nextEvent(ada)));
    assertEquals(new Value(1), broadcasts.receivedRatio());
  }

  @Test
  void expectsNothingOfAnEventThatCouldNotBeSent() {
    hear(bob, message(broadcasts.nextEvent(ada)));
    broadcasts.nextEvent(cyd);
    broadcasts.takeBack(cyd);
    assertEquals(new Value(0.5), broadcasts.receivedRatio());
  }

  @Test
  void takesTheTimeFromSendingToReceiving() {
    hear(broadcasts, bob, message(broadcasts.nextEvent(ada)), 5_000);
    double ms = ((Value) broadcasts.latency(95)).value();
    assertTrue(ms >= 5_000 && ms < 6_000, ms + " ms");
  }

  @Test
  void hasNoDataOfMembersWhoAreAlone() {
    broadcasts.nextEvent(eve);
    assertEquals(
        new Measured.Missing("no member shared a room with another"), broadcasts.receivedRatio());
    assertEquals(
        new Measured.Missing("no broadcast was received in the measured window"),
        broadcasts.latency(95));
  }

  /** Events of its last two seconds are not expected: they may arrive after the window. */
  @Test
  void expectsNothingOfTheWindowsEnd() {
    Broadcasts late = new Broadcasts(OpenWindow.of(Duration.ofSeconds(2)), new Rooms());
    Member one = late.join("room", "one");
    late.join("room", "two");
    late.nextEvent(one);
    assertTrue(late.receivedRatio() instanceof Measured.Missing);
  }
}
