package io.openmeet.loadtest.runs;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.PopulationBuilder;
import io.openmeet.loadtest.injector.InjectorMonitor;
import io.openmeet.loadtest.load.MeasuredWindow;
import java.time.Duration;

/**
 * Runs one user on each of Gatling's event loops during the load. The user acts 50 times a second
 * and reports how late it is: a blocked loop delays all users on it, and a separate thread does not
 * notice that.
 */
final class Heartbeat {
  /** The scenario's name; its users are not part of the load. */
  static final String SCENARIO = "Heartbeat";

  /**
   * Gatling assigns users to its loops in turn. The first user on each loop stays, the others leave
   * at once. This number reaches every loop of 32 cores, even when other users come in between.
   */
  private static final int USERS = 64;

  private static final String WATCHES = "watches";
  private static final String AGAIN_IN_MS = "againInMs";

  private final MeasuredWindow window;
  private final InjectorMonitor monitor;

  Heartbeat(MeasuredWindow window, InjectorMonitor monitor) {
    this.window = window;
    this.monitor = monitor;
  }

  /** Runs until the window is over. */
  PopulationBuilder population() {
    return CoreDsl.scenario(SCENARIO)
        .exec(session -> session.set(WATCHES, monitor.watchesThisLoop()))
        .exec(
            asLongAs(session -> session.getBoolean(WATCHES) && !window.isOver())
                .on(
                    exec(session -> session.set(AGAIN_IN_MS, monitor.beat()))
                        .exec(pause(session -> Duration.ofMillis(session.getLong(AGAIN_IN_MS))))))
        .injectOpen(CoreDsl.atOnceUsers(USERS));
  }
}
