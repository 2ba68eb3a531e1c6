package io.openmeet.loadtest.simulations;

import io.openmeet.loadtest.journeys.LiveJourney;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.runs.MeasuredSimulation;
import io.openmeet.loadtest.runs.Scenario;

/** 1,000 open sockets; each sends events and receives acknowledgements. */
public final class WebSocketSimulation extends MeasuredSimulation {
  public WebSocketSimulation() {
    super(
        Load.residentUsers(1_000),
        WebSocketSimulation::scenario,
        "websocket-p95",
        "error-rate",
        "connections",
        "broadcasts",
        "broadcast-p95");
  }

  private static Scenario scenario(RunContext run) {
    LiveJourney journey = new LiveJourney(run);
    return Scenario.of("Live meeting", journey.takePart())
        .withCheck(journey.accountCheck())
        .withSignIn(run.residents(), journey.signIn())
        .withPace(journey.pace())
        .withTimesOf(LiveJourney.ACKNOWLEDGED)
        .withSends(LiveJourney.SENDS)
        .withCounter("connections", run.concurrency()::held)
        .withCounter("broadcasts", journey::received)
        .withCounter("broadcast-p95", journey::latencies);
  }
}
