package io.openmeet.loadtest.runs;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;

import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.openmeet.loadtest.load.ErrorShare;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.load.WarmUp;
import io.openmeet.loadtest.results.Stop;
import io.openmeet.loadtest.settings.StopRule;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Beside the load, looks several times a second whether the warm-up is over, and for a reason to
 * stop; it stops cleanly: nothing is lost.
 */
final class Watch {
  /** The scenario's name; its one user is not part of the load. */
  static final String SCENARIO = "Watch";

  private static final Duration PERIOD = Duration.ofMillis(200);

  private final MeasuredWindow window;
  private final WarmUp warmUp;
  private final DiskSpace disk;
  private final OpenFiles files;
  private final ErrorShare errorShare;
  private final StopRule stopRule;
  private volatile Optional<Stop> stop = Optional.empty();

  Watch(
      MeasuredWindow window,
      WarmUp warmUp,
      DiskSpace disk,
      OpenFiles files,
      ErrorShare errorShare,
      StopRule stopRule) {
    this.window = window;
    this.warmUp = warmUp;
    this.disk = disk;
    this.files = files;
    this.errorShare = errorShare;
    this.stopRule = stopRule;
  }

  /** One user, as long as the window is not over. */
  ScenarioBuilder scenario() {
    return CoreDsl.scenario(SCENARIO)
        .exec(
            asLongAs(session -> !window.isOver())
                .on(
                    exec(this::look)
                        .exec(
                            stopLoadGeneratorIf(
                                session -> stop.map(Stop::reason).orElse(""),
                                session -> stop.isPresent()))
                        .exec(pause(PERIOD))));
  }

  private Session look(Session session) {
    warmUp.look();
    Optional<Stop> noRoom = disk.shortage().map(Stop::unmeasured);
    stop =
        noRoom
            .or(this::hopeless)
            .or(files::shortage)
            .or(() -> warmUp.neverWhole().map(Stop::unmeasured));
    return session;
  }

  private Optional<Stop> hopeless() {
    int seconds = errorShare.secondsAbove();
    return seconds < stopRule.seconds()
        ? Optional.empty()
        : Optional.of(
            Stop.forErrors(
                "more than %s of the answers were errors for %d s (stopErrorRatio, stopAfterSeconds)"
                    .formatted(percent(stopRule.errorRatio()), seconds)));
  }

  private static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.0f %%", ratio * 100);
  }

  /** Why the run was stopped; empty when it was not. */
  Optional<Stop> stop() {
    return stop;
  }
}
