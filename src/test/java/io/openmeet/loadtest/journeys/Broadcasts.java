package io.openmeet.loadtest.journeys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.results.Tally;
import io.openmeet.loadtest.statistics.Histogram;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures how many broadcasts reach the other members of a room, and how fast. An event carries
 * its sender, room, number and time. The receiver checks them, so it does not count a message that
 * comes twice, late from another room, or from itself.
 */
final class Broadcasts {
  /** Events of the window's last seconds do not count: they may arrive after the window. */
  private static final int LAST_SECONDS = 2;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** One member of a room, from joining to leaving. */
  static final class Member {
    private final String room;
    private final String id;
    private final long joinedAtMs;
    private final AtomicLong events = new AtomicLong();
    private final Map<String, Long> lastNumberBySender = new HashMap<>();

    /** How many members should receive the last event. */
    private long lastReceivers;

    private Member(String room, String id, long joinedAtMs) {
      this.room = room;
      this.id = id;
      this.joinedAtMs = joinedAtMs;
    }
  }

  private final MeasuredWindow window;
  private final Rooms rooms;
  private final LongAdder expected = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final Histogram latenciesMs = new Histogram();

  Broadcasts(MeasuredWindow window, Rooms rooms) {
    this.window = window;
    this.rooms = rooms;
  }

  /**
   * @param room its full name, with the organisation: each organisation has a room of that name
   * @param id of the virtual user
   */
  Member join(String room, String id) {
    Member member = new Member(room, id, System.currentTimeMillis());
    rooms.join(room);
    return member;
  }

  void leave(Member member) {
    rooms.leave(member.room);
  }

  /** The payload of a member's next event; all others in its room should receive it. */
  Map<String, Object> nextEvent(Member member) {
    long now = System.currentTimeMillis();
    member.lastReceivers = counts(now) ? rooms.members(member.room) - 1L : 0;
    expected.add(member.lastReceivers);
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("text", "Grüße, \"all\" – 会議");
    payload.put("room", member.room);
    payload.put("sender", member.id);
    payload.put("number", member.events.incrementAndGet());
    payload.put("sentAtMs", now);
    return payload;
  }

  /** The member's last event was not sent because its socket was closed: no member receives it. */
  void takeBack(Member member) {
    expected.add(-member.lastReceivers);
    member.lastReceivers = 0;
  }

  /** Whether an event counts, by the time at which it was sent. */
  private boolean counts(long sentAtMs) {
    if (!window.isAnnounced()) {
      return false;
    }
    long sinceOpeningMs = sentAtMs - window.startEpochMillis();
    return sinceOpeningMs >= 0
        && sinceOpeningMs < window.length().minusSeconds(LAST_SECONDS).toMillis();
  }

  /**
   * Counts a message if another member of the room sent it in the window.
   *
   * @param receivedAtMs epoch milliseconds
   */
  void receive(Member member, String message, long receivedAtMs) {
    if (!message.contains("\"broadcast\"")) {
      return;
    }
    JsonNode event = payload(message);
    long sentAtMs = event.path("sentAtMs").asLong();
    String sender = event.path("sender").asText();
    long number = event.path("number").asLong();
    boolean isForUs =
        event.path("room").asText().equals(member.room)
            && !sender.equals(member.id)
            && sentAtMs >= member.joinedAtMs;
    if (isForUs && counts(sentAtMs) && isNew(member, sender, number)) {
      received.increment();
      synchronized (latenciesMs) {
        latenciesMs.record((int) Math.max(0, receivedAtMs - sentAtMs));
      }
    }
  }

  private static boolean isNew(Member member, String sender, long number) {
    Long last = member.lastNumberBySender.get(sender);
    if (last != null && number <= last) {
      return false;
    }
    member.lastNumberBySender.put(sender, number);
    return true;
  }

  private static JsonNode payload(String message) {
    try {
      return JSON.readTree(message).path("payload");
    } catch (JsonProcessingException malformed) {
      return JSON.missingNode();
    }
  }

  /** Received broadcasts, and those that the members of shared rooms should receive. */
  Tally.Share received() {
    return new Tally.Share(received.sum(), Math.max(0, expected.sum()));
  }

  /** Times from sending an event until another member receives it. */
  Tally.Times latencies() {
    synchronized (latenciesMs) {
      return Tally.Times.of(latenciesMs);
    }
  }
}
