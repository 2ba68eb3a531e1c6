package io.openmeet.loadtest.journeys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.results.Histogram;
import io.openmeet.loadtest.sla.Measured;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What members say reaches all others in their room: how much of it, and how soon. An event carries
 * who sent it, in which room, as which of its events and when; who hears it checks all of that, so
 * that what comes twice, late from another room or from oneself is not taken for it.
 */
final class Broadcasts {
  /** What is sent in the window's last moments may be heard behind it, so it is not expected. */
  private static final int LAST_SECONDS = 2;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** One member of a room, from joining to leaving. */
  static final class Member {
    private final String room;
    private final String id;
    private final long joinedAtMs;
    private final AtomicLong events = new AtomicLong();
    private final Map<String, Long> lastHeardBySender = new HashMap<>();
    private long lastExpected;

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
   * @param room its name, whole: the same names in two organisations are two rooms
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

  /** The payload of a member's next event; all others in its room are to hear it. */
  Map<String, Object> nextEvent(Member member) {
    long now = System.currentTimeMillis();
    member.lastExpected = counts(now) ? rooms.members(member.room) - 1L : 0;
    expected.add(member.lastExpected);
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("text", "Grüße, \"all\" – 会議");
    payload.put("room", member.room);
    payload.put("sender", member.id);
    payload.put("number", member.events.incrementAndGet());
    payload.put("sentAtMs", now);
    return payload;
  }

  /** The member's last event was not sent, for its socket was closed: nobody is to hear it. */
  void takeBack(Member member) {
    expected.add(-member.lastExpected);
    member.lastExpected = 0;
  }

  private boolean counts(long epochMs) {
    if (!window.isAnnounced()) {
      return false;
    }
    long sinceOpeningMs = epochMs - window.startEpochMillis();
    return sinceOpeningMs >= 0
        && sinceOpeningMs < window.length().minusSeconds(LAST_SECONDS).toMillis();
  }

  /**
   * Counts a message if it is what another member of the room said in the window.
   *
   * @param receivedAtMs epoch milliseconds
   */
  void hear(Member member, String message, long receivedAtMs) {
    if (!message.contains("\"broadcast\"")) {
      return;
    }
    JsonNode said = payload(message);
    long sentAtMs = said.path("sentAtMs").asLong();
    String sender = said.path("sender").asText();
    long number = said.path("number").asLong();
    boolean isForUs =
        said.path("room").asText().equals(member.room)
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
    Long last = member.lastHeardBySender.get(sender);
    if (last != null && number <= last) {
      return false;
    }
    member.lastHeardBySender.put(sender, number);
    return true;
  }

  private static JsonNode payload(String message) {
    try {
      return JSON.readTree(message).path("payload");
    } catch (JsonProcessingException malformed) {
      return JSON.missingNode();
    }
  }

  /** Of the broadcasts that should have come, a ratio 0-1; missing when none should. */
  Measured receivedRatio() {
    return expected.sum() <= 0
        ? new Measured.Missing("no member shared a room with another")
        : new Measured.Value(Math.min(1, (double) received.sum() / expected.sum()));
  }

  /**
   * From sending an event to another member's receiving it, in milliseconds.
   *
   * @param percentile 0-100
   */
  Measured latency(double percentile) {
    synchronized (latenciesMs) {
      return latenciesMs.count() == 0
          ? new Measured.Missing("no broadcast was received in the measured window")
          : new Measured.Value(latenciesMs.percentileMs(percentile));
    }
  }
}
