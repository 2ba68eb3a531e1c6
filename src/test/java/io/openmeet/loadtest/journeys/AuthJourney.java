package io.openmeet.loadtest.journeys;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doSwitch;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static io.openmeet.loadtest.journeys.JsonChecks.json;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.openmeet.feeders.Feeders.User;
import io.openmeet.loadtest.feeders.Cycle;
import io.openmeet.loadtest.feeders.WeightedDeck;
import io.openmeet.loadtest.load.ConcurrencyCounter;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.load.TargetCheck;
import io.openmeet.loadtest.settings.LoadScale;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** A user registers or logs in, asks for its profile, renews the session, and logs out. */
public final class AuthJourney {
  private static final String VISITOR = "visitor";

  /** How the addresses of new users end, so that they can be found again. */
  private static final String NEW_ADDRESSES = "@new.openmeet.example";

  private static final int PAUSES = 4;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(2_500);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(2_750);

  /** From signing in to logging out: the pauses alone, because answers take almost no time. */
  public static final Duration SHORTEST_STAY = SHORTEST_PAUSE.multipliedBy(PAUSES);

  public static final Duration LONGEST_STAY = LONGEST_PAUSE.multipliedBy(PAUSES);

  private enum Visitor {
    NEW,
    RETURNING,
    FORGETFUL
  }

  /** Shares in per cent. */
  private static final Map<Visitor, Integer> MIX =
      new EnumMap<>(Map.of(Visitor.NEW, 50, Visitor.RETURNING, 40, Visitor.FORGETFUL, 10));

  private final Cycle<Visitor> visitors;
  private final LoadScale scale;
  private final MeasuredWindow window;
  private final ConcurrencyCounter signedIn;
  private final Cycle<User> forgetful;
  private final Cycle<User> others;
  private final User firstUser;

  public AuthJourney(RunContext run) {
    this.visitors = WeightedDeck.of(MIX, run.share());
    this.scale = run.scale();
    this.window = run.window();
    this.signedIn = run.concurrency();
    TestData data = TestData.of(run);
    this.forgetful = new Cycle<>(data.forgetfulUsers());
    this.others = new Cycle<>(data.users());
    this.firstUser = data.users().get(0);
  }

  /** What a run of so many visits leaves at the target. */
  public static String leaves(long visits) {
    return "%,d accounts with addresses that end in %s, each with an organisation of its own, and those of the warm-up"
        .formatted(visits * MIX.get(Visitor.NEW) / 100, NEW_ADDRESSES);
  }

  /** Users of the feeder file exist at the target. */
  public TargetCheck accountCheck() {
    return (target, untilWindowCloses) -> SignInCheck.of(target, firstUser);
  }

  /** From arrival to logging out; a user that cannot sign in leaves at once. */
  public ChainBuilder visit() {
    return visit(pause(scale.thinkTime(SHORTEST_PAUSE), scale.thinkTime(LONGEST_PAUSE)));
  }

  /** A visit without think time, for clients that warm up the target. */
  public ChainBuilder hurriedVisit() {
    return visit(exec(session -> session));
  }

  private ChainBuilder visit(ChainBuilder think) {
    return exec(this::nextVisitor)
        .exec(
            doSwitch(session -> session.get(VISITOR))
                .on(
                    onCase(Visitor.NEW).then(exec(this::newUser), window.measured(register())),
                    onCase(Visitor.RETURNING).then(window.measured(SignIn.logInRequest())),
                    onCase(Visitor.FORGETFUL)
                        .then(
                            window.measured(logInWithWrongPassword()),
                            window.measured(SignIn.logInRequest()))))
        .exec(doIf(SignIn::isSignedIn).then(signedIn.during(stay(think))));
  }

  private Session nextVisitor(Session session) {
    Visitor visitor = visitors.next();
    User user = visitor == Visitor.FORGETFUL ? forgetful.next() : others.next();
    return SignIn.as(session.set(VISITOR, visitor), user);
  }

  private ChainBuilder stay(ChainBuilder think) {
    return exec(unlessOver(think, window.measured(whoAmI(AuthJourney::email))))
        .exec(unlessOver(think, window.measured(refresh())))
        .exec(unlessOver(think, window.measured(whoAmI(AuthJourney::email))))
        .exec(unlessOver(think, window.measured(logOut())));
  }

  /**
   * A user leaves if the window ends while the user thinks. So every visit reaches its end, where
   * it releases what it took.
   */
  private ChainBuilder unlessOver(ChainBuilder think, ChainBuilder request) {
    return doIf(session -> !window.isOver())
        .then(exec(think).exec(doIf(session -> !window.isOver()).then(request)));
  }

  private static String email(Session session) {
    return session.<User>get(SignIn.USER).email();
  }

  /** A user with the same name and password, but a new address and a new organisation. */
  private Session newUser(Session session) {
    User known = session.get(SignIn.USER);
    String id = UUID.randomUUID().toString();
    return session.set(
        SignIn.USER,
        new User(
            id + NEW_ADDRESSES, known.password(), known.name(), known.organisation() + " " + id));
  }

  private static HttpRequestActionBuilder register() {
    return http("Register")
        .post("/auth/register")
        .body(StringBody(session -> registration(session.get(SignIn.USER))))
        .asJson()
        .check(status().is(201))
        .check(
            json(
                EmailCheck.email("$.user.email", AuthJourney::email),
                jsonPath("$.user.name").is(session -> session.<User>get(SignIn.USER).name()),
                jsonPath("$.accessToken").saveAs(SignIn.ACCESS_TOKEN),
                jsonPath("$.refreshToken").saveAs(SignIn.REFRESH_TOKEN)));
  }

  private static String registration(User user) {
    return JsonBody.object(
        "email", user.email(),
        "password", user.password(),
        "name", user.name(),
        "organisation", user.organisation());
  }

  /** Here 401 is the right answer; any other is an error. */
  private static HttpRequestActionBuilder logInWithWrongPassword() {
    return http("Log in with a wrong password")
        .post("/auth/login")
        .body(
            StringBody(session -> JsonBody.object("email", email(session), "password", "not-mine")))
        .asJson()
        .check(status().is(401))
        .check(jsonPath("$.accessToken").notExists());
  }

  static HttpRequestActionBuilder whoAmI(Function<Session, String> expectedEmail) {
    return http("Who am I")
        .get("/auth/me")
        .header("Authorization", SignIn::bearer)
        .check(status().is(200))
        .check(EmailCheck.email("$.email", expectedEmail));
  }

  private static HttpRequestActionBuilder refresh() {
    return http("Refresh")
        .post("/auth/refresh")
        .body(StringBody(AuthJourney::refreshToken))
        .asJson()
        .check(status().is(200))
        .check(
            json(
                jsonPath("$.accessToken").saveAs(SignIn.ACCESS_TOKEN),
                jsonPath("$.refreshToken").saveAs(SignIn.REFRESH_TOKEN)));
  }

  private static HttpRequestActionBuilder logOut() {
    return http("Log out")
        .post("/auth/logout")
        .header("Authorization", SignIn::bearer)
        .body(StringBody(AuthJourney::refreshToken))
        .asJson()
        .check(status().is(204));
  }

  private static String refreshToken(Session session) {
    return JsonBody.object("refreshToken", session.getString(SignIn.REFRESH_TOKEN));
  }
}
