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

  private void receive(Member member, String message) {
    receiveAfter(0, member, message);
  }

  private void receiveAfter(long ms, Member member, String message) {
    broadcasts.receive(member, message, System.currentTimeMillis() + ms);
  }

  @Test
  void expectsAnEventToReachAllOthersInTheRoom() {
    String event = message(broadcasts.nextEvent(ada));
    assertEquals(new Value(0), broadcasts.receivedRatio());
    receive(bob, event);
    assertEquals(new Value(0.5), broadcasts.receivedRatio());
    receive(cyd, event);
    assertEquals(new Value(1), broadcasts.receivedRatio());
  }

  @Test
  void countsNothingTwiceNorFromTheMemberItselfNorFromAnotherRoom() {
    String event = message(broadcasts.nextEvent(ada));
    receive(bob, event);
    receive(bob, event);
    receive(ada, event);
    receive(eve, event);
    assertEquals(new Value(0.5), broadcasts.receivedRatio());
  }

  @Test
  void ignoresOtherMessages() {
    broadcasts.nextEvent(ada);
    receive(bob, "{\"type\": \"broadcast\", \"id\": \"x\"}");
    receive(bob, "{\"type\": \"broadcast\"");
    receive(bob, "{\"type\": \"ack\"}");
    assertEquals(new Value(0), broadcasts.receivedRatio());
  }

  @Test
  void expectsNothingOfThoseWhoHaveLeft() {
    broadcasts.leave(cyd);
    receive(bob, message(broadcasts.nextEvent(ada)));
    assertEquals(new Value(1), broadcasts.receivedRatio());
  }

  @Test
  void expectsNothingOfAnEventThatCouldNotBeSent() {
    receive(bob, message(broadcasts.nextEvent(ada)));
    broadcasts.nextEvent(cyd);
    broadcasts.takeBack(cyd);
    assertEquals(new Value(0.5), broadcasts.receivedRatio());
  }

  @Test
  void measuresTheTimeFromSendingToReceiving() {
    receiveAfter(5_000, bob, message(broadcasts.nextEvent(ada)));
    double ms = ((Value) broadcasts.latencyMs(95)).value();
    assertTrue(ms >= 5_000 && ms < 6_000, ms + " ms");
  }

  @Test
  void hasNoDataWhenEveryMemberIsAlone() {
    broadcasts.nextEvent(eve);
    assertEquals(
        new Measured.Missing("no member shared a room with another"), broadcasts.receivedRatio());
    assertEquals(
        new Measured.Missing("no broadcast was received in the measured window"),
        broadcasts.latencyMs(95));
  }

  @Test
  void expectsNoEventsOfTheLastTwoSeconds() {
    Broadcasts late = new Broadcasts(OpenWindow.of(Duration.ofSeconds(2)), new Rooms());
    Member one = late.join("room", "one");
    late.join("room", "two");
    late.nextEvent(one);
    assertTrue(late.receivedRatio() instanceof Measured.Missing);
  }
}
