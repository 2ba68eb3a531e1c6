package io.openmeet.loadtest.journeys;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.http.action.ws.WsInboundMessage;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.WsFrameCheck;
import io.openmeet.feeders.Feeders.User;
import io.openmeet.loadtest.load.ConcurrencyCounter;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.load.TargetCheck;
import io.openmeet.loadtest.results.Tally;
import io.openmeet.loadtest.settings.LoadScale;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * A member of a live meeting: opens a socket with a token, joins, sends an event about every second
 * and waits for its acknowledgement, receives what the other members send, and leaves at the end.
 * It opens another socket when its socket is closed, or when two acknowledgements in a row are
 * missing. A single missing one is an error, but the member keeps its socket.
 */
public final class LiveJourney {
  /** One send, one awaited acknowledgement, one sample under this name. */
  public static final String ACKNOWLEDGED = "Event acknowledged";

  private static final String JOIN = "Join meeting";
  private static final String SEND = "Send event";

  /** Gatling logs each of these at 0 ms; the answer that follows is the measurement. */
  public static final Set<String> SENDS = Set.of(JOIN, SEND);

  private static final String SOCKET = "socket";
  private static final String EVENT = "eventId";
  private static final String ROOM = "room";
  private static final String MEMBER = "member";
  private static final String ASKED_AT = "askedAtNanos";
  private static final String WAS_SILENT = "wasSilent";
  private static final String REFUSALS = "refusals";

  /**
   * A second on average. With the same pause for all, members that came a whole number of seconds
   * apart would always send at the same moment.
   */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(800);

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(1_200);

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  /** Pause after a socket that was open; doubled for each refusal since then, up to 8 s. */
  private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(1);

  private static final int MOST_DOUBLINGS = 3;

  private final LoadScale scale;
  private final MeasuredWindow window;
  private final ConcurrencyCounter connected;
  private final SignIn signIn;
  private final Rooms rooms;
  private final Broadcasts broadcasts;

  public LiveJourney(RunContext run) {
    this.scale = run.scale();
    this.window = run.window();
    this.connected = run.concurrency();
    this.signIn = new SignIn(run);
    this.rooms = new Rooms(run.share());
    this.broadcasts = new Broadcasts(window, rooms);
  }

  /** Users of the feeder file exist at the target, and stay signed in until the window closes. */
  public TargetCheck accountCheck() {
    return signIn.check();
  }

  /** Before the load: one user signs in. */
  public ChainBuilder signIn() {
    return signIn.signIn();
  }

  /** From one event of a member to its next, on average. */
  public Duration pace() {
    return scale.thinkTime(SHORTEST_PAUSE).plus(scale.thinkTime(LONGEST_PAUSE)).dividedBy(2);
  }

  /** Goes on until the window is over. */
  public ChainBuilder takePart() {
    return exec(signIn.takeSignedIn())
        .exec(session -> session.set(ROOM, rooms.next(organisation(session))).set(REFUSALS, 0))
        .exec(asLongAs(session -> !window.isOver()).on(connection()));
  }

  /** One socket, from opening it to its end. */
  private ChainBuilder connection() {
    return exec(Session::markAsSucceeded)
        .exec(ws("Open socket", SOCKET).connect("/live").header("Authorization", SignIn::bearer))
        .exec(
            doIfOrElse(Session::isFailed)
                // There is no socket that could be closed.
                .then(exec(LiveJourney::refused))
                .orElse(
                    exec(join())
                        .exec(doIf(session -> !session.isFailed()).then(meeting()))
                        .exec(ws("Close socket", SOCKET).close())))
        .exec(doIf(session -> !window.isOver()).then(pause(LiveJourney::reconnectPause)));
  }

  private static Session refused(Session session) {
    return session.remove(SOCKET).set(REFUSALS, session.getInt(REFUSALS) + 1);
  }

  /** Members that a full target refused do not ask again every second. */
  private static Duration reconnectPause(Session session) {
    return RECONNECT_PAUSE.multipliedBy(1L << Math.min(MOST_DOUBLINGS, session.getInt(REFUSALS)));
  }

  private ChainBuilder join() {
    WsFrameCheck joined =
        ws.checkTextMessage("Joined")
            .matching(jsonPath("$.id").isEL("#{eventId}"))
            .check(jsonPath("$.type").is("joined"))
            .check(jsonPath("$.meetingId").isEL("#{room}"));
    return exec(LiveJourney::nextId)
        .exec(
            ws(JOIN, SOCKET)
                .sendText(
                    session ->
                        JsonBody.object(
                            "type", "join",
                            "id", session.getString(EVENT),
                            "meetingId", session.getString(ROOM)))
                .await(ANSWER_WITHIN)
                .on(joined));
  }

  /** Until the window is over, or the socket is closed or stops answering. */
  private ChainBuilder meeting() {
    return exec(this::enterRoom)
        .exec(
            asLongAs(session -> !window.isOver() && !session.isFailed())
                .on(
                    exec(sendEvent())
                        .exec(this::noteAcknowledgement)
                        .exec(
                            doIf(session -> !session.isFailed() && !session.getBoolean(WAS_SILENT))
                                .then(exec(think()).exec(receiveMessages())))))
        .exec(this::leaveRoom);
  }

  private ChainBuilder think() {
    return pause(scale.thinkTime(SHORTEST_PAUSE), scale.thinkTime(LONGEST_PAUSE));
  }

  /**
   * The session goes on after one missing acknowledgement. After two in a row, or when the socket
   * is closed, it stays failed.
   */
  private Session noteAcknowledgement(Session session) {
    if (!session.isFailed()) {
      return connected.proven(session).set(WAS_SILENT, false);
    }
    boolean isSilent = System.nanoTime() - session.getLong(ASKED_AT) >= ANSWER_WITHIN.toNanos();
    if (!isSilent) {
      broadcasts.takeBack(session.get(MEMBER));
    }
    return isSilent && !session.getBoolean(WAS_SILENT)
        ? session.markAsSucceeded().set(WAS_SILENT, true)
        : session;
  }

  private Session enterRoom(Session session) {
    String room = organisation(session) + "/" + session.getString(ROOM);
    return connected.comes(
        session
            .set(MEMBER, broadcasts.join(room, UUID.randomUUID().toString()))
            .set(WAS_SILENT, false)
            .set(REFUSALS, 0));
  }

  private Session leaveRoom(Session session) {
    broadcasts.leave(session.get(MEMBER));
    return session.isFailed() ? connected.isGone(session) : connected.leaves(session);
  }

  private ChainBuilder sendEvent() {
    return exec(session -> window.sent(nextId(session).set(ASKED_AT, System.nanoTime())))
        .exec(ws(SEND, SOCKET).sendText(this::eventText).await(ANSWER_WITHIN).on(acknowledgement()))
        .exec(window::countAnswer);
  }

  private String eventText(Session session) {
    return JsonBody.object(
        "type", "event",
        "id", session.getString(EVENT),
        "payload", broadcasts.nextEvent(session.get(MEMBER)));
  }

  /**
   * While Gatling waits for an acknowledgement, it drops other messages, so this check receives
   * them.
   *
   * @see <a
   *     href="https://github.com/gatling/gatling/blob/v3.15.1/gatling-http/src/main/scala/io/gatling/http/action/ws/fsm/WsPerformingCheckState.scala">Gatling's
   *     source</a>
   */
  private WsFrameCheck.Text acknowledgement() {
    return ws.checkTextMessage(ACKNOWLEDGED)
        .matching(
            bodyString().transformWithSession(this::receiveInCheck),
            jsonPath("$.id").isEL("#{eventId}"))
        .check(jsonPath("$.type").is("ack"));
  }

  private static Session nextId(Session session) {
    return session.set(EVENT, UUID.randomUUID().toString());
  }

  private ChainBuilder receiveMessages() {
    return exec(
        ws.processUnmatchedMessages(
            SOCKET,
            (messages, session) -> {
              messages.stream()
                  .filter(WsInboundMessage.Text.class::isInstance)
                  .map(WsInboundMessage.Text.class::cast)
                  .forEach(text -> receive(text.message(), session, text.timestamp()));
              return session;
            }));
  }

  private String receiveInCheck(String message, Session session) {
    receive(message, session, System.currentTimeMillis());
    return message;
  }

  private void receive(String message, Session session, long receivedAtMs) {
    broadcasts.receive(session.get(MEMBER), message, receivedAtMs);
  }

  private static String organisation(Session session) {
    return session.<User>get(SignIn.USER).organisation();
  }

  /** Received broadcasts, and those that should be received. */
  public Tally.Share received() {
    return broadcasts.received();
  }

  /** Times from sending an event until another member receives it. */
  public Tally.Times latencies() {
    return broadcasts.latencies();
  }
}
