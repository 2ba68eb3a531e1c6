package io.openmeet.loadtest.journeys;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.RawFileBodyPart;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static io.openmeet.loadtest.journeys.JsonChecks.json;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.openmeet.loadtest.feeders.Cycle;
import io.openmeet.loadtest.load.ConcurrencyCounter;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.load.TargetCheck;
import java.time.Duration;

/** A signed-in user uploads one meeting recording after another, without a pause. */
public final class UploadJourney {
  private static final String RECORDING = "recording";
  private static final String STATUS = "uploadStatus";

  /** Without this pause, users without answers would only open new connections. */
  private static final Duration AFTER_NO_ANSWER = Duration.ofSeconds(1);

  private final MeasuredWindow window;
  private final ConcurrencyCounter inFlight;
  private final SignIn signIn;
  private final Cycle<RecordingFile> recordings;

  public UploadJourney(RunContext run) {
    this.window = run.window();
    this.inFlight = run.concurrency();
    this.signIn = new SignIn(run);
    this.recordings =
        new Cycle<>(RecordingFile.write(TestData.of(run).all().recordings()), run.share());
  }

  /** Users of the feeder file exist at the target, and stay signed in until the window closes. */
  public TargetCheck accountCheck() {
    return signIn.check();
  }

  /** Before the load: one user signs in. */
  public ChainBuilder signIn() {
    return signIn.signIn();
  }

  /** Goes on until the window is over. */
  public ChainBuilder uploadRecordings() {
    return exec(signIn.takeSignedIn())
        .exec(
            asLongAs(session -> !window.isOver())
                .on(
                    exec(session -> session.remove(STATUS).set(RECORDING, recordings.next()))
                        .exec(inFlight.during(window.measured(upload())))
                        .exec(
                            doIf(session -> !session.contains(STATUS))
                                .then(pause(AFTER_NO_ANSWER)))));
  }

  private static HttpRequestActionBuilder upload() {
    return http("Upload recording")
        .post("/recordings")
        .header("Authorization", SignIn::bearer)
        .formParam("category", session -> file(session).recording().category())
        .bodyPart(
            RawFileBodyPart("file", session -> file(session).file().toString())
                .fileName(session -> file(session).recording().fileName())
                .contentType(session -> file(session).recording().contentType()))
        .asMultipartForm()
        .check(status().saveAs(STATUS))
        .check(status().is(201))
        .check(
            json(
                jsonPath("$.id").exists(),
                jsonPath("$.fileName").is(session -> file(session).recording().fileName()),
                jsonPath("$.category").is(session -> file(session).recording().category()),
                jsonPath("$.sha256").is(session -> file(session).sha256())));
  }

  private static RecordingFile file(Session session) {
    return session.get(RECORDING);
  }
}
