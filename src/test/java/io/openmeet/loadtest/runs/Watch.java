package io.openmeet.loadtest.runs;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;

import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.openmeet.loadtest.agreement.StartAgreement;
import io.openmeet.loadtest.load.ErrorShare;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.load.WarmUp;
import io.openmeet.loadtest.results.Stop;
import io.openmeet.loadtest.settings.StopRule;
import java.time.Duration;
import java.util.Optional;

/**
 * During the load, checks several times a second whether the warm-up is over and whether there is a
 * reason to stop. It stops the run cleanly: no results are lost.
 */
final class Watch {
  /** The scenario's name; its one user is not part of the load. */
  static final String SCENARIO = "Watch";

  private static final Duration PERIOD = Duration.ofMillis(200);

  private final MeasuredWindow window;
  private final WarmUp warmUp;
  private final StartAgreement agreement;
  private final DiskSpace disk;
  private final ErrorShare errorShare;
  private final StopRule stopRule;
  private volatile Optional<Stop> stop = Optional.empty();

  Watch(
      MeasuredWindow window,
      WarmUp warmUp,
      StartAgreement agreement,
      DiskSpace disk,
      ErrorShare errorShare,
      StopRule stopRule) {
    this.window = window;
    this.warmUp = warmUp;
    this.agreement = agreement;
    this.disk = disk;
    this.errorShare = errorShare;
    this.stopRule = stopRule;
  }

  /** One user, until the window is over. */
  PopulationBuilder population() {
    return CoreDsl.scenario(SCENARIO)
        .exec(
            asLongAs(session -> !window.isOver())
                .on(
                    exec(this::look)
                        .exec(
                            stopLoadGeneratorIf(
                                session -> stop.map(Stop::reason).orElse(""),
                                session -> stop.isPresent()))
                        .exec(pause(PERIOD))))
        .injectOpen(CoreDsl.atOnceUsers(1));
  }

  private Session look(Session session) {
    warmUp.look();
    Optional<Stop> noRoom = disk.shortage().map(Stop::unmeasured);
    stop = noRoom.or(this::hopeless).or(warmUp::noLoad);
    stop.map(Stop::reason).ifPresent(agreement::giveUp);
    return session;
  }

  private Optional<Stop> hopeless() {
    return errorShare
        .hopelessFor(stopRule.seconds())
        .map(clause -> Stop.forErrors(clause + " (stopErrorRatio, stopAfterSeconds)."));
  }

  /** Why the run was stopped; empty when it was not. */
  Optional<Stop> stop() {
    return stop;
  }
}
