package io.openmeet.loadtest.simulations;

import io.openmeet.loadtest.journeys.AuthJourney;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.runs.MeasuredSimulation;

/** 1,000 users signed in at once; each stays for 10 s, so 100 new ones arrive every second. */
public final class AuthSimulation extends MeasuredSimulation {
  private static final int USERS = 1_000;

  public AuthSimulation() {
    super(
        Load.passingUsers(USERS, AuthJourney.SHORTEST_STAY, AuthJourney.LONGEST_STAY),
        "api-p95",
        "api-p99",
        "error-rate",
        "auth-users",
        "database-p95");
    observe("auth-users", concurrency()::held);
    AuthJourney journey = new AuthJourney(feeders(), profile(), window(), concurrency());
    measure("Auth", inFlight().within(journey.visit()), inFlight().within(journey.hurriedVisit()));
  }
}
