package io.openmeet.loadtest.simulations;

import io.openmeet.loadtest.journeys.AuthJourney;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.runs.MeasuredSimulation;
import io.openmeet.loadtest.runs.Scenario;

/** 1,000 users signed in at once; each stays for 10 s, so 100 new ones arrive every second. */
public final class AuthSimulation extends MeasuredSimulation {
  public AuthSimulation() {
    super(
        Load.passingUsers(1_000, AuthJourney.SHORTEST_STAY, AuthJourney.LONGEST_STAY),
        AuthSimulation::scenario,
        "api-p95",
        "api-p99",
        "error-rate",
        "auth-users",
        "database-p95");
  }

  private static Scenario scenario(RunContext run) {
    AuthJourney journey = new AuthJourney(run);
    return Scenario.of("Auth", run.inFlight().within(journey.visit()))
        .withCheck(journey.accountCheck())
        .leaving(AuthJourney.leaves(run.arrivals()))
        .withWarmUp(run.inFlight().within(journey.hurriedVisit()))
        .withCounter("auth-users", run.concurrency()::held);
  }
}
