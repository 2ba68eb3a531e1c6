package io.openmeet.reference.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.openmeet.reference.auth.Principal;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** One connected client. Its messages come on its own event loop, broadcasts on any. */
final class Member {
  private static final int LONGEST_ROOM = 64;

  private final ServerWebSocket socket;
  private final Principal principal;
  private final Room.Directory rooms;
  private final Executor acknowledging;
  private final Timer latency;
  private final Counter dropped;
  private Room.Key key;
  private Room room;

  /**
   * @param acknowledging runs each acknowledgement, later if a fault delays them
   */
  Member(
      ServerWebSocket socket,
      Principal principal,
      Room.Directory rooms,
      Executor acknowledging,
      Timer latency,
      Counter dropped) {
    this.socket = socket;
    this.principal = principal;
    this.rooms = rooms;
    this.acknowledging = acknowledging;
    this.latency = latency;
    this.dropped = dropped;
  }

  void receive(String text) {
    long arrivedNanos = System.nanoTime();
    Message message = Message.parse(text);
    if (message == null || message.id() == null || message.type() == null) {
      refuse(message == null ? null : message.id(), "Send a JSON object with type and id.");
      return;
    }
    switch (message.type()) {
      case "join" -> join(message);
      case "event" -> event(message, arrivedNanos);
      default -> refuse(message.id(), "type must be join or event.");
    }
  }

  void refuseBinary() {
    refuse(null, "Messages must be text.");
  }

  boolean hasJoined() {
    return room != null;
  }

  void leave() {
    if (key != null) {
      rooms.leave(key, this);
      key = null;
      room = null;
    }
  }

  private void join(Message message) {
    String meetingId = message.text("meetingId");
    if (meetingId == null || meetingId.isEmpty() || meetingId.length() > LONGEST_ROOM) {
      refuse(message.id(), "meetingId must have 1 to 64 characters.");
      return;
    }
    leave();
    key = new Room.Key(principal.organisation(), meetingId);
    room = rooms.enter(key, this);
    send(
        new JsonObject()
            .put("type", "joined")
            .put("id", message.id())
            .put("meetingId", meetingId)
            .put("members", room.members().size())
            .encode());
  }

  private void event(Message message, long arrivedNanos) {
    JsonObject payload = message.payload();
    if (room == null) {
      refuse(message.id(), "Join a meeting first.");
      return;
    }
    if (payload == null) {
      refuse(message.id(), "payload must be an object.");
      return;
    }
    String ack = new JsonObject().put("type", "ack").put("id", message.id()).encode();
    acknowledging.execute(
        () -> {
          send(ack);
          latency.record(System.nanoTime() - arrivedNanos, TimeUnit.NANOSECONDS);
        });
    if (room.members().size() > 1) {
      broadcast(message, payload);
    }
  }

  private void broadcast(Message message, JsonObject payload) {
    String text =
        new JsonObject()
            .put("type", "broadcast")
            .put("id", message.id())
            .put("meetingId", key.meetingId())
            .put("from", principal.user().toString())
            .put("payload", payload)
            .encode();
    for (Member member : room.members()) {
      if (member != this) {
        member.offer(text);
      }
    }
  }

  /** Drops broadcasts for a client that reads too slowly: others must not wait, or memory grow. */
  private void offer(String text) {
    if (socket.writeQueueFull()) {
      dropped.increment();
    } else {
      send(text);
    }
  }

  private void refuse(String idOrNull, String why) {
    send(
        new JsonObject()
            .put("type", "error")
            .put("id", idOrNull)
            .put("code", "bad_message")
            .put("message", why)
            .encode());
  }

  private void send(String text) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(text);
    }
  }
}
