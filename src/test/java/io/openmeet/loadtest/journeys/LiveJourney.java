package io.openmeet.loadtest.journeys;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHereIfFailed;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.http.action.ws.WsInboundMessage;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.WsFrameCheck;
import io.openmeet.loadtest.feeders.Feeders.User;
import io.openmeet.loadtest.load.Concurrency;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.sla.Measured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A member of a live meeting: opens a socket with a token, joins, sends an event every second and
 * waits for its acknowledgement, receives what the other members send, and leaves at the end.
 */
public final class LiveJourney {
  /** One send, one awaited acknowledgement, one sample under this name. */
  public static final String ACKNOWLEDGED = "Event acknowledged";

  private static final String EVENT = "eventId";
  private static final String ROOM = "room";
  private static final String RECEIVED = "broadcastsReceived";

  /**
   * A second on average. Were it the same for all, members who came a whole number of seconds apart
   * would send at the same moment for ever.
   */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(800);

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(1_200);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  private final MeasuredWindow window;
  private final Concurrency connected;
  private final SignIn signIn;
  private final Rooms rooms = new Rooms();
  private final LongAdder listeners = new LongAdder();
  private final LongAdder heardOthers = new LongAdder();

  public LiveJourney(List<User> users, MeasuredWindow window, Concurrency connected) {
    this.window = window;
    this.connected = connected;
    this.signIn = new SignIn(window, users);
  }

  /** Before the load: one user signs in. */
  public ChainBuilder signInBefore(Runnable signedIn) {
    return signIn.signInBefore(signedIn);
  }

  /** Goes on until the window is over. */
  public ChainBuilder takePart() {
    return exec(signIn.takeSignedIn())
        .exec(ws("Open socket").connect("/live").header("Authorization", SignIn::bearer))
        .exec(exitHereIfFailed())
        .exec(join())
        .exec(exitHereIfFailed())
        .exec(this::joined)
        .exec(
            connected.during(
                asLongAs(session -> !window.isOver())
                    .on(
                        exec(sendEvent())
                            .exec(pause(SHORTEST_PAUSE, LONGEST_PAUSE))
                            .exec(receive()))))
        .exec(this::countListener)
        .exec(ws("Close socket").close());
  }

  private ChainBuilder join() {
    WsFrameCheck joined =
        ws.checkTextMessage("Joined")
            .matching(jsonPath("$.id").isEL("#{eventId}"))
            .check(jsonPath("$.type").is("joined"))
            .check(jsonPath("$.meetingId").isEL("#{room}"));
    return exec(session ->
            newEvent(session).set(ROOM, rooms.next(session.<User>get(SignIn.USER).organisation())))
        .exec(
            ws("Join meeting")
                .sendText(
                    session ->
                        Json.object(
                            "type", "join",
                            "id", session.getString(EVENT),
                            "meetingId", session.getString(ROOM)))
                .await(ANSWER_WITHIN)
                .on(joined));
  }

  private Session joined(Session session) {
    rooms.join(session.getString(ROOM), session.<User>get(SignIn.USER).organisation());
    return session.set(RECEIVED, new AtomicInteger());
  }

  /**
   * Gatling logs every send, at 0 ms, and cannot be told not to; acknowledgements can be silent.
   */
  private ChainBuilder sendEvent() {
    return exec(session -> window.sent(newEvent(session.markAsSucceeded())))
        .exec(
            doIfOrElse(session -> window.isLogging())
                .then(sendEvent(acknowledgement()))
                .orElse(sendEvent(acknowledgement().silent())))
        .exec(window::countAnswer);
  }

  private static ChainBuilder sendEvent(WsFrameCheck acknowledgement) {
    return exec(
        ws("Send event").sendText(LiveJourney::event).await(ANSWER_WITHIN).on(acknowledgement));
  }

  private static String event(Session session) {
    return Json.object(
        "type", "event",
        "id", session.getString(EVENT),
        "payload", Map.of("text", "Grüße, \"all\" – 会議"));
  }

  /**
   * What arrives in the meantime and is no acknowledgement, Gatling drops: it has to be heard here.
   *
   * @see <a
   *     href="https://github.com/gatling/gatling/blob/v3.15.1/gatling-http/src/main/scala/io/gatling/http/action/ws/fsm/WsPerformingCheckState.scala">its
   *     source</a>
   */
  private static WsFrameCheck.Text acknowledgement() {
    return ws.checkTextMessage(ACKNOWLEDGED)
        .matching(
            bodyString().transformWithSession(LiveJourney::hear),
            jsonPath("$.id").isEL("#{eventId}"))
        .check(jsonPath("$.type").is("ack"));
  }

  private static Session newEvent(Session session) {
    return session.set(EVENT, UUID.randomUUID().toString());
  }

  private static ChainBuilder receive() {
    return exec(
        ws.processUnmatchedMessages(
            (messages, session) -> {
              messages.stream()
                  .filter(WsInboundMessage.Text.class::isInstance)
                  .forEach(message -> hear(((WsInboundMessage.Text) message).message(), session));
              return session;
            }));
  }

  /** Counts it if another member sent it. */
  private static String hear(String message, Session session) {
    if (message.contains("\"broadcast\"")) {
      session.<AtomicInteger>get(RECEIVED).incrementAndGet();
    }
    return message;
  }

  /** A member alone in a room has nobody to hear. */
  private Session countListener(Session session) {
    String organisation = session.<User>get(SignIn.USER).organisation();
    if (!rooms.isAlone(session.getString(ROOM), organisation)) {
      listeners.increment();
      if (session.<AtomicInteger>get(RECEIVED).get() > 0) {
        heardOthers.increment();
      }
    }
    return session;
  }

  /** The share of members, 0-1, who received what others sent; missing when none could. */
  public Measured heard() {
    return listeners.sum() == 0
        ? new Measured.Missing("no member shared a room with another")
        : new Measured.Value((double) heardOthers.sum() / listeners.sum());
  }
}
