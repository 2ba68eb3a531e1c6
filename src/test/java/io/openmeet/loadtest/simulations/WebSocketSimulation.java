package io.openmeet.loadtest.simulations;

import io.openmeet.loadtest.journeys.LiveJourney;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.runs.MeasuredSimulation;

/** 1,000 open sockets; each sends events and receives acknowledgements. */
public final class WebSocketSimulation extends MeasuredSimulation {
  private static final int SOCKETS = 1_000;

  public WebSocketSimulation() {
    super(
        Load.residentUsers(SOCKETS),
        "websocket-p95",
        "error-rate",
        "connections",
        "broadcasts",
        "broadcast-p95");
    LiveJourney journey = new LiveJourney(feeders().users(), window(), concurrency());
    signInBefore(residents(), journey.signInBefore(signIns()));
    judgeTimesBy(LiveJourney.ACKNOWLEDGED);
    usersAskEvery(LiveJourney.PACE);
    leaveOutSends(LiveJourney.SENDS);
    observe("connections", concurrency()::held);
    observe("broadcasts", journey::received);
    observe("broadcast-p95", journey::latencyP95);
    measure("Live meeting", journey.takePart());
  }
}
