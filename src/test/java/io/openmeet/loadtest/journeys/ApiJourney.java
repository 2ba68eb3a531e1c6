package io.openmeet.loadtest.journeys;

import static io.gatling.javaapi.core.CoreDsl.doSwitch;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static io.openmeet.loadtest.journeys.JsonChecks.json;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.openmeet.feeders.Feeders;
import io.openmeet.feeders.Feeders.MeetingType;
import io.openmeet.loadtest.feeders.Cycle;
import io.openmeet.loadtest.feeders.LongTail;
import io.openmeet.loadtest.feeders.WeightedDeck;
import io.openmeet.loadtest.load.DistinctKeys;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.load.TargetCheck;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The requests of the API's clients: one request per arrival, so the arrival rate equals the
 * request rate and a slow answer delays no other request. Tokens and ids come from earlier answers.
 */
public final class ApiJourney {
  private static final String ACCOUNT = "account";
  private static final String OPERATION = "operation";

  /** What a client asks for. */
  public enum Operation {
    LIST,
    READ,
    WHO_AM_I,
    SEARCH,
    ANALYTICS,
    CREATE,
    UPDATE,
    DELETE
  }

  /** Shares in per cent: nine reads for each write. */
  private static final Map<Operation, Integer> MIX =
      new EnumMap<>(
          Map.of(
              Operation.LIST, 30,
              Operation.READ, 25,
              Operation.WHO_AM_I, 15,
              Operation.SEARCH, 12,
              Operation.ANALYTICS, 8,
              Operation.CREATE, 4,
              Operation.UPDATE, 4,
              Operation.DELETE, 2));

  private final Cycle<Operation> operations;
  private final List<SignedInUser> accounts = new CopyOnWriteArrayList<>();

  /** A request takes a meeting out while it uses it, so that none updates what another deletes. */
  private final Queue<CreatedMeeting> createdMeetings = new ConcurrentLinkedQueue<>();

  private final MeasuredWindow window;
  private final SignIn signIn;
  private final SearchRequest search;
  private final Cycle<MeetingType> meetingTypes;
  private final Cycle<Integer> places;
  private final DistinctKeys distinctKeys;

  public ApiJourney(RunContext run) {
    this.window = run.window();
    this.signIn = new SignIn(run);
    this.search = new SearchRequest(run);
    this.distinctKeys = run.distinctKeys();
    this.operations = WeightedDeck.of(MIX, run.share());
    this.meetingTypes = new Cycle<>(TestData.of(run).all().meetingTypes(), run.share());
    this.places = LongTail.places(MeetingRequests.LONGEST_PAGE, run.share());
  }

  /** Shares in per cent. */
  public static Map<Operation, Integer> mix() {
    return Collections.unmodifiableMap(MIX);
  }

  /** What a run of so many requests leaves at the target. */
  public static String leaves(long requests) {
    int kept = MIX.get(Operation.CREATE) - MIX.get(Operation.DELETE);
    return "%,d meetings of the users in the feeder file, and those of the warm-up"
        .formatted(requests * kept / 100);
  }

  /** As many of this injector's users as there are. */
  public int users() {
    return signIn.users();
  }

  /** Users of the feeder file exist at the target, and stay signed in until the window closes. */
  public TargetCheck accountCheck() {
    return signIn.check();
  }

  /** Before the load: a user signs in, and the journey remembers meetings to read. */
  public ChainBuilder signIn() {
    return signIn.signIn(
        window.measured(MeetingRequests.list(MeetingRequests.LONGEST_PAGE)), this::rememberAccount);
  }

  private Session rememberAccount(Session session) {
    List<String> meetingIds =
        session.contains(MeetingRequests.MEETING_IDS)
            ? session.getList(MeetingRequests.MEETING_IDS)
            : List.of();
    Feeders.User user = session.get(SignIn.USER);
    accounts.add(
        new SignedInUser(
            user.email(), user.organisation(), session.getString(SignIn.ACCESS_TOKEN), meetingIds));
    return session;
  }

  /** One arrival: one request, drawn from the mix. */
  public ChainBuilder oneRequest() {
    return exec(this::nextOperation)
        .exec(
            doSwitch(session -> session.get(OPERATION))
                .on(
                    onCase(Operation.LIST).then(window.measured(MeetingRequests.list())),
                    onCase(Operation.READ).then(window.measured(MeetingRequests.read())),
                    onCase(Operation.WHO_AM_I).then(window.measured(whoAmI())),
                    onCase(Operation.SEARCH).then(window.measured(search.search())),
                    onCase(Operation.ANALYTICS).then(window.measured(analytics())),
                    onCase(Operation.CREATE)
                        .then(
                            exec(window.measured(MeetingRequests.create()))
                                .exec(this::keepMeeting)),
                    onCase(Operation.UPDATE)
                        .then(
                            exec(window.measured(MeetingRequests.update()))
                                .exec(this::keepMeeting)),
                    onCase(Operation.DELETE).then(window.measured(MeetingRequests.delete()))));
  }

  /** Falls back to an operation that needs no meeting, while there is none to use. */
  private Session nextOperation(Session session) {
    Operation operation = operations.next();
    return switch (operation) {
      case UPDATE, DELETE -> {
        CreatedMeeting created = createdMeetings.poll();
        yield created == null
            ? prepare(session, Operation.CREATE, random(accounts))
            : prepare(session, operation, created.owner())
                .set(MeetingRequests.MEETING_ID, created.id());
      }
      case READ -> {
        SignedInUser account = random(accounts);
        yield account.meetingIds().isEmpty()
            ? prepare(session, Operation.LIST, account)
            : prepare(session, operation, account)
                .set(MeetingRequests.MEETING_ID, meetingToRead(account.meetingIds()));
      }
      case LIST, WHO_AM_I, SEARCH, ANALYTICS, CREATE ->
          prepare(session, operation, random(accounts));
    };
  }

  /** Sets what the requests of the operation need, except the meeting. */
  private Session prepare(Session session, Operation operation, SignedInUser account) {
    Session prepared =
        session
            .set(OPERATION, operation)
            .set(ACCOUNT, account)
            .set(SignIn.ACCESS_TOKEN, account.accessToken())
            .set(MeetingRequests.MEETING_TYPE, meetingTypes.next());
    return operation == Operation.SEARCH
        ? search.nextQuery(prepared, account.organisation())
        : prepared;
  }

  /** Lets later requests use the meeting, unless the request failed. */
  private Session keepMeeting(Session session) {
    if (!session.isFailed() && session.contains(MeetingRequests.MEETING_ID)) {
      createdMeetings.add(
          new CreatedMeeting(session.getString(MeetingRequests.MEETING_ID), session.get(ACCOUNT)));
    }
    return session;
  }

  /** Takes the newest meetings most often. */
  private String meetingToRead(List<String> meetingIds) {
    String id = meetingIds.get(places.next() % meetingIds.size());
    distinctKeys.asked(MeetingRequests.READ, id);
    return id;
  }

  private static <T> T random(List<T> elements) {
    return elements.get(ThreadLocalRandom.current().nextInt(elements.size()));
  }

  private static HttpRequestActionBuilder whoAmI() {
    return AuthJourney.whoAmI(session -> session.<SignedInUser>get(ACCOUNT).email());
  }

  private static HttpRequestActionBuilder analytics() {
    return http("Analytics summary")
        .get("/analytics/summary")
        .header("Authorization", SignIn::bearer)
        .check(status().is(200))
        .check(json(jsonPath("$.meetings").ofInt().gte(0), jsonPath("$.byType").exists()));
  }
}
