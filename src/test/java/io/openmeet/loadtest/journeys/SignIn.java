package io.openmeet.loadtest.journeys;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static io.openmeet.loadtest.journeys.EmailCheck.email;
import static io.openmeet.loadtest.journeys.JsonChecks.json;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.openmeet.feeders.Feeders.User;
import io.openmeet.loadtest.feeders.Cycle;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.load.SignIns;
import io.openmeet.loadtest.load.TargetCheck;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** How a user gets the tokens that all other calls need. */
public final class SignIn {
  static final String ACCESS_TOKEN = "accessToken";
  static final String REFRESH_TOKEN = "refreshToken";
  static final String USER = "user";

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /** Attempts of a user before the load, so that a rare error does not keep it out. */
  private static final int ATTEMPTS = 3;

  /** A user that has signed in and waits for the load. */
  private record SignedIn(User user, String accessToken, String refreshToken) {}

  private final Queue<SignedIn> waiting = new ConcurrentLinkedQueue<>();
  private final MeasuredWindow window;
  private final SignIns signIns;
  private final List<User> own;
  private final Cycle<User> users;

  public SignIn(RunContext run) {
    this.window = run.window();
    this.signIns = run.signIns();
    this.own = TestData.of(run).users();
    this.users = new Cycle<>(own);
  }

  /** This injector's users. */
  int users() {
    return own.size();
  }

  /** Users of the feeder file exist at the target, and stay signed in until the window closes. */
  public TargetCheck check() {
    return (target, untilWindowCloses) ->
        SignInCheck.of(target, own.get(0)).requireTokensFor(untilWindowCloses);
  }

  /** Before the load: signs the next user in and keeps its tokens for {@link #takeSignedIn}. */
  public ChainBuilder signIn() {
    return signIn(exec(session -> session), this::keepWaiting);
  }

  /**
   * Before the load: the next user signs in. After a failure it tries again a moment later.
   *
   * @param request must succeed, too; the attempt failed when it leaves the session failed
   * @param keep takes the session of a user that is signed in
   */
  ChainBuilder signIn(ChainBuilder request, UnaryOperator<Session> keep) {
    return exec(this::nextUser)
        .exec(
            repeat(ATTEMPTS)
                .on(
                    doIf(session -> !isSignedIn(session) && !signIns.areOver())
                        .then(
                            exec(window.measured(logInRequest()))
                                .exec(doIf(session -> !session.isFailed()).then(request))
                                .exec(this::noteAttempt)
                                .exec(
                                    doIf(session -> !isSignedIn(session))
                                        .then(pause(AFTER_FAILURE))))))
        .exec(
            session -> {
              if (isSignedIn(session)) {
                return keep.apply(session);
              }
              signIns.keptOut(session.<User>get(USER).email());
              return session;
            });
  }

  private Session noteAttempt(Session session) {
    signIns.tried(session.<User>get(USER).email(), !session.isFailed());
    return session.isFailed() ? session.remove(ACCESS_TOKEN) : session;
  }

  /** Whether the last attempt gave a token. */
  static boolean isSignedIn(Session session) {
    return session.contains(ACCESS_TOKEN);
  }

  private Session keepWaiting(Session session) {
    waiting.add(
        new SignedIn(
            session.get(USER), session.getString(ACCESS_TOKEN), session.getString(REFRESH_TOKEN)));
    return session;
  }

  /** Gives the session a user that signed in before the load; each of them is taken once. */
  public ChainBuilder takeSignedIn() {
    return exec(
        session -> {
          SignedIn next = waiting.remove();
          return session
              .set(USER, next.user())
              .set(ACCESS_TOKEN, next.accessToken())
              .set(REFRESH_TOKEN, next.refreshToken());
        });
  }

  private Session nextUser(Session session) {
    return as(session, users.next());
  }

  /** The session with this user, which is not signed in yet. */
  static Session as(Session session, User user) {
    return session.remove(ACCESS_TOKEN).set(USER, user);
  }

  static HttpRequestActionBuilder logInRequest() {
    return http("Log in")
        .post("/auth/login")
        .body(StringBody(session -> credentials(session.get(USER))))
        .asJson()
        .check(status().is(200))
        .check(
            json(
                email("$.user.email", session -> session.<User>get(USER).email()),
                jsonPath("$.accessToken").saveAs(ACCESS_TOKEN),
                jsonPath("$.refreshToken").saveAs(REFRESH_TOKEN)));
  }

  static String credentials(User user) {
    return JsonBody.object("email", user.email(), "password", user.password());
  }

  /** The header of a signed-in user's call. */
  static String bearer(Session session) {
    return "Bearer " + session.getString(ACCESS_TOKEN);
  }
}
