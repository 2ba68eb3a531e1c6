package io.openmeet.loadtest.journeys;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.integration.ForkedSimulation;
import io.openmeet.loadtest.simulations.WebSocketSimulation;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveJourneyIT {
  private static final String BROADCASTS = "Broadcasts received";
  private static final String BROADCAST_LATENCY = "Broadcast latency P95";

  /** The feeder's first user: a run checks that it has an account. */
  private static final String CHECKED_BEFORE = "user001@org01.openmeet.example";

  @TempDir Path results;
  private final Map<String, Integer> signIns = new ConcurrentHashMap<>();

  /** How many sign-ins of an account fail at first. */
  private ToIntFunction<String> failingSignIns = email -> 0;

  private final List<Member> members = new CopyOnWriteArrayList<>();
  private final Vertx vertx = Vertx.vertx();

  /** When the target relays a member's event. */
  private enum Relay {
    AT_ONCE,
    /** Before it acknowledges the other's next event. */
    WITH_THE_NEXT_ACKNOWLEDGEMENT,
    NEVER
  }

  /** A member's socket. All organisations share rooms here, so members get some foreign events. */
  private static final class Member {
    private final ServerWebSocket socket;
    private final Queue<String> held = new ConcurrentLinkedQueue<>();
    private volatile String meeting;

    private Member(ServerWebSocket socket) {
      this.socket = socket;
    }
  }

  @AfterEach
  void end() {
    vertx.close().await();
  }

  /** A user that is refused at first tries again. */
  @Test
  void membersReceiveTheEventsOfTheOthersInTheirRoom() throws Exception {
    failingSignIns = email -> email.equals(CHECKED_BEFORE) ? 0 : 2;
    assertEquals(List.of(), run(Relay.AT_ONCE).levelsNotMet());
  }

  @Test
  void broadcastsThatArriveBeforeAnAcknowledgementCountWithTheirLatency() throws Exception {
    assertEquals(
        List.of(BROADCAST_LATENCY), run(Relay.WITH_THE_NEXT_ACKNOWLEDGEMENT).levelsNotMet());
  }

  @Test
  void theLevelsOfBroadcastsBreakWhenNoneArrives() throws Exception {
    assertEquals(List.of(BROADCASTS, BROADCAST_LATENCY), run(Relay.NEVER).levelsNotMet());
  }

  /** The other accounts would make a load, but not the planned one. */
  @Test
  void aTargetThatRefusesEveryTenthAccountFailsBeforeTheLoad() throws Exception {
    failingSignIns = email -> email.matches("user\\d\\d5@.*") ? Integer.MAX_VALUE : 0;
    ForkedSimulation.Result run = run(Relay.AT_ONCE);

    assertAll(
        run.output(),
        () -> assertEquals(1, run.lines("WebSocketSimulation  FAIL").size()),
        () ->
            assertTrue(
                run.output()
                    .matches("(?s).*stopped: only \\d+ of \\d+ accounts could sign\\s+in.*")));
  }

  /** Members come back, but too few connections are open at once. */
  @Test
  void aTargetThatClosesSocketsFailsThoughMembersComeBack() throws Exception {
    ForkedSimulation.Result run = runClosingSockets(3, Relay.AT_ONCE);

    assertAll(
        run.output(),
        () -> assertTrue(run.levelsNotMet().contains("Concurrent connections")),
        () -> assertTrue(run.levelsNotMet().contains("Error rate")),
        () -> assertEquals(1, run.lines("WebSocketSimulation  FAIL").size()));
  }

  private ForkedSimulation.Result run(Relay relay) throws Exception {
    return runClosingSockets(Integer.MAX_VALUE, relay);
  }

  /**
   * @param period of all members' events, in each of which the last event gets no answer: the
   *     target closes the socket instead
   */
  private ForkedSimulation.Result runClosingSockets(int period, Relay relay) throws Exception {
    AtomicInteger events = new AtomicInteger();
    HttpServer target =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .webSocketHandler(
                socket -> {
                  Member member = new Member(socket);
                  socket.closeHandler(closed -> members.remove(member));
                  socket.textMessageHandler(
                      text -> {
                        JsonObject message = new JsonObject(text);
                        if (message.getString("type").equals("join")) {
                          join(member, message);
                        } else if (events.incrementAndGet() % period == 0) {
                          socket.close();
                        } else {
                          event(member, message, relay);
                        }
                      });
                })
            .listen(0, "127.0.0.1")
            .await();
    return ForkedSimulation.run(
        WebSocketSimulation.class,
        results,
        Map.of("baseUrl", "http://127.0.0.1:" + target.actualPort(), "warmup.max", "10"));
  }

  private void join(Member member, JsonObject message) {
    member.meeting = message.getString("meetingId");
    members.add(member);
    member.socket.writeTextMessage(
        new JsonObject()
            .put("type", "joined")
            .put("id", message.getString("id"))
            .put("meetingId", member.meeting)
            .encode());
  }

  private void event(Member sender, JsonObject message, Relay relay) {
    String broadcast =
        new JsonObject()
            .put("type", "broadcast")
            .put("id", message.getString("id"))
            .put("payload", message.getJsonObject("payload"))
            .encode();
    if (relay != Relay.NEVER) {
      for (Member other : members) {
        if (other != sender && other.meeting.equals(sender.meeting)) {
          if (relay == Relay.AT_ONCE) {
            other.socket.writeTextMessage(broadcast);
          } else {
            other.held.add(broadcast);
          }
        }
      }
    }
    for (String held = sender.held.poll(); held != null; held = sender.held.poll()) {
      sender.socket.writeTextMessage(held);
    }
    sender.socket.writeTextMessage(
        new JsonObject().put("type", "ack").put("id", message.getString("id")).encode());
  }

  private void answer(HttpServerRequest request) {
    if (request.path().equals("/auth/login")) {
      request
          .body()
          .onSuccess(body -> signIn(request.response(), body.toJsonObject().getString("email")));
    } else {
      request.response().setStatusCode(request.path().equals("/health") ? 200 : 404).end();
    }
  }

  private void signIn(HttpServerResponse response, String email) {
    if (signIns.merge(email, 1, Integer::sum) <= failingSignIns.applyAsInt(email)) {
      response.setStatusCode(500).end();
      return;
    }
    response.end(
        new JsonObject()
            .put("accessToken", "a")
            .put("refreshToken", "r")
            .put("user", new JsonObject().put("email", email))
            .encode());
  }
}
