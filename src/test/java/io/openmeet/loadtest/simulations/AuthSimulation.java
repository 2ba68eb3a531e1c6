package io.openmeet.loadtest.simulations;

import io.openmeet.loadtest.journeys.AuthJourney;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.runs.MeasuredSimulation;

/** 1,000 users signed in at once, 100 new ones every second. */
public final class AuthSimulation extends MeasuredSimulation {
  private static final int USERS = 1_000;
  private static final int NEW_USERS_PER_SECOND = 100;

  public AuthSimulation() {
    super(
        Load.passingUsers(USERS, NEW_USERS_PER_SECOND, AuthJourney.STAY),
        "api-p95",
        "api-p99",
        "error-rate",
        "auth-users",
        "database-p95");
    measure("Auth", new AuthJourney(feeders().users(), window(), concurrency()).visit());
  }
}
