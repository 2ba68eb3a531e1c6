package io.openmeet.loadtest.runs;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;

import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.openmeet.loadtest.load.MeasuredWindow;
import java.time.Duration;
import java.util.Optional;

/** Beside the load, looks every second for a reason to stop, and stops cleanly: nothing is lost. */
final class Watch {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final MeasuredWindow window;
  private final DiskSpace disk;
  private volatile Optional<String> reasonToStop = Optional.empty();

  Watch(MeasuredWindow window, DiskSpace disk) {
    this.window = window;
    this.disk = disk;
  }

  /** One user, as long as the window is not over. */
  ScenarioBuilder scenario() {
    return CoreDsl.scenario("Watch")
        .exec(
            asLongAs(session -> !window.isOver())
                .on(
                    exec(session -> {
                          reasonToStop = disk.shortage();
                          return session;
                        })
                        .exec(
                            stopLoadGeneratorIf(
                                session -> reasonToStop.orElse(""),
                                session -> reasonToStop.isPresent()))
                        .exec(pause(PERIOD))));
  }

  /** Why the run was stopped; empty when it was not. */
  Optional<String> reasonToStop() {
    return reasonToStop;
  }
}
