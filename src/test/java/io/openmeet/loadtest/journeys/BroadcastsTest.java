package io.openmeet.loadtest.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.journeys.Broadcasts.Member;
import io.openmeet.loadtest.load.OpenWindow;
import io.openmeet.loadtest.results.Tally;
import io.openmeet.loadtest.settings.InjectorShare;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Three members in one room, one in another; the window is open. */
class BroadcastsTest {
  private final Broadcasts broadcasts =
      new Broadcasts(OpenWindow.of(Duration.ofMinutes(10)), new Rooms(InjectorShare.WHOLE));
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
    assertEquals(new Tally.Share(0, 2), broadcasts.received());
    receive(bob, event);
    assertEquals(new Tally.Share(1, 2), broadcasts.received());
    receive(cyd, event);
    assertEquals(new Tally.Share(2, 2), broadcasts.received());
  }

  @Test
  void countsNothingTwiceNorFromTheMemberItselfNorFromAnotherRoom() {
    String event = message(broadcasts.nextEvent(ada));
    receive(bob, event);
    receive(bob, event);
    receive(ada, event);
    receive(eve, event);
    assertEquals(new Tally.Share(1, 2), broadcasts.received());
  }

  @Test
  void ignoresOtherMessages() {
    broadcasts.nextEvent(ada);
    receive(bob, "{\"type\": \"broadcast\", \"id\": \"x\"}");
    receive(bob, "{\"type\": \"broadcast\"");
    receive(bob, "{\"type\": \"ack\"}");
    assertEquals(new Tally.Share(0, 2), broadcasts.received());
  }

  @Test
  void expectsNothingOfThoseWhoHaveLeft() {
    broadcasts.leave(cyd);
    receive(bob, message(broadcasts.nextEvent(ada)));
    assertEquals(new Tally.Share(1, 1), broadcasts.received());
  }

  @Test
  void expectsNothingOfAnEventThatCouldNotBeSent() {
    receive(bob, message(broadcasts.nextEvent(ada)));
    broadcasts.nextEvent(cyd);
    broadcasts.takeBack(cyd);
    assertEquals(new Tally.Share(1, 2), broadcasts.received());
  }

  @Test
  void measuresTheTimeFromSendingToReceiving() {
    receiveAfter(5_000, bob, message(broadcasts.nextEvent(ada)));
    int ms = broadcasts.latencies().countByMs().firstKey();
    assertTrue(ms >= 5_000 && ms < 6_000, ms + " ms");
    assertEquals(1, broadcasts.latencies().countByMs().get(ms));
  }

  @Test
  void hasNoDataWhenEveryMemberIsAlone() {
    broadcasts.nextEvent(eve);
    assertEquals(new Tally.Share(0, 0), broadcasts.received());
    assertEquals(new Tally.Times(new TreeMap<>()), broadcasts.latencies());
  }

  @Test
  void expectsNoEventsOfTheLastTwoSeconds() {
    Broadcasts late =
        new Broadcasts(OpenWindow.of(Duration.ofSeconds(2)), new Rooms(InjectorShare.WHOLE));
    Member one = late.join("room", "one");
    late.join("room", "two");
    late.nextEvent(one);
    assertEquals(new Tally.Share(0, 0), late.received());
  }
}
