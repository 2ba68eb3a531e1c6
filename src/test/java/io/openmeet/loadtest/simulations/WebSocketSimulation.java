package io.openmeet.loadtest.simulations;

import io.openmeet.loadtest.journeys.LiveJourney;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.runs.MeasuredSimulation;

/** 1,000 sockets held open, events sent and acknowledged on each. */
public final class WebSocketSimulation extends MeasuredSimulation {
  private static final int SOCKETS = 1_000;

  public WebSocketSimulation() {
    super(
        Load.residentUsers(SOCKETS, false),
        "websocket-p95",
        "error-rate",
        "connections",
        "broadcasts");
    LiveJourney journey = new LiveJourney(feeders().users(), window(), concurrency());
    signInBefore(residents(), journey.signInBefore(this::signedIn));
    judgeBy(LiveJourney.ACKNOWLEDGED);
    observe("connections", concurrency()::held);
    observe("broadcasts", journey::heard);
    measure("Live meeting", journey.takePart());
  }
}
