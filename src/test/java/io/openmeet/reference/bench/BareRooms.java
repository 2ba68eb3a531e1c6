package io.openmeet.reference.bench;

import io.openmeet.feeders.Feeders;
import io.openmeet.feeders.Feeders.User;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Live meetings: acknowledges each event and passes it on to the other members of the room. */
final class BareRooms {
  private final Map<String, String> organisations =
      Feeders.read().accounts().stream().collect(Collectors.toMap(User::email, User::organisation));
  private final Map<String, Set<ServerWebSocket>> rooms = new ConcurrentHashMap<>();

  void connect(HttpServerRequest request) {
    String organisation = organisations.get(BareToken.of(request).email());
    request.toWebSocket().onSuccess(socket -> new Member(socket, organisation));
  }

  private final class Member {
    private final ServerWebSocket socket;
    private final String organisation;
    private String meeting;
    private Set<ServerWebSocket> room = ConcurrentHashMap.newKeySet();

    Member(ServerWebSocket socket, String organisation) {
      this.socket = socket;
      this.organisation = organisation;
      socket.textMessageHandler(text -> receive(new JsonObject(text)));
      socket.closeHandler(closed -> room.remove(socket));
    }

    private void receive(JsonObject message) {
      if (message.getString("type").equals("join")) {
        meeting = message.getString("meetingId");
        room =
            rooms.computeIfAbsent(
                organisation + '/' + meeting, key -> ConcurrentHashMap.newKeySet());
        room.add(socket);
        socket.writeTextMessage(message.put("type", "joined").encode());
        return;
      }
      socket.writeTextMessage(
          new JsonObject().put("type", "ack").put("id", message.getString("id")).encode());
      String broadcast = message.put("type", "broadcast").put("meetingId", meeting).encode();
      for (ServerWebSocket other : room) {
        if (other != socket && !other.isClosed()) {
          other.writeTextMessage(broadcast);
        }
      }
    }
  }
}
