package io.openmeet.loadtest.journeys;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static io.openmeet.loadtest.journeys.JsonChecks.json;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.openmeet.loadtest.feeders.Cycle;
import io.openmeet.loadtest.feeders.Feeders.User;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.load.SignIns;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How a user gets the tokens that all other calls need. */
public final class SignIn {
  static final String ACCESS_TOKEN = "accessToken";
  static final String REFRESH_TOKEN = "refreshToken";
  static final String USER = "user";

  static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /** Somebody who has signed in and waits for the load. */
  private record SignedIn(User user, String accessToken, String refreshToken) {}

  private final Queue<SignedIn> waiting = new ConcurrentLinkedQueue<>();
  private final MeasuredWindow window;
  private final Cycle<User> users;

  public SignIn(MeasuredWindow window, List<User> users) {
    this.window = window;
    this.users = new Cycle<>(users);
  }

  /** Takes the next user and logs in; the session ends with tokens, or failed. */
  public ChainBuilder logIn() {
    return exec(this::nextUser).exec(window.measured(logInRequest()));
  }

  /**
   * Before the load: signs the next user in and keeps its tokens for {@link #takeSignedIn}. After a
   * failure the next attempt waits a moment.
   *
   * @param signIns told of each attempt
   */
  public ChainBuilder signInBefore(SignIns signIns) {
    return exec(logIn())
        .exec(
            session -> {
              signIns.tried(session.<User>get(USER).email(), isSignedIn(session));
              return session;
            })
        .exec(
            doIfOrElse(session -> !isSignedIn(session))
                .then(pause(AFTER_FAILURE))
                .orElse(
                    exec(
                        session -> {
                          waiting.add(
                              new SignedIn(
                                  session.get(USER),
                                  session.getString(ACCESS_TOKEN),
                                  session.getString(REFRESH_TOKEN)));
                          return session;
                        })));
  }

  /**
   * Whether the last attempt gave a token: outside the window nothing else shows a wrong answer.
   */
  static boolean isSignedIn(Session session) {
    return session.contains(ACCESS_TOKEN);
  }

  /** The user goes on as one who signed in before the load; nobody takes the same twice. */
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

  /** That user, who is not signed in yet. */
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
                jsonPath("$.user.email").is(session -> session.<User>get(USER).email()),
                jsonPath("$.accessToken").saveAs(ACCESS_TOKEN),
                jsonPath("$.refreshToken").saveAs(REFRESH_TOKEN)));
  }

  static String credentials(User user) {
    return Json.object("email", user.email(), "password", user.password());
  }

  /** The header of a signed-in user's call. */
  static String bearer(Session session) {
    return "Bearer " + session.getString(ACCESS_TOKEN);
  }
}
