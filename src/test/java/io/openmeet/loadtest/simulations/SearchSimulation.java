package io.openmeet.loadtest.simulations;

import io.openmeet.loadtest.journeys.SearchJourney;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.runs.MeasuredSimulation;

/** 2,000 users searching at once, with think time between searches. */
public final class SearchSimulation extends MeasuredSimulation {
  private static final int USERS = 2_000;

  public SearchSimulation() {
    super(
        Load.residentUsers(USERS),
        "api-p95",
        "api-p99",
        "error-rate",
        "search-users",
        "database-p95",
        "cache-hit-ratio");
    observe("search-users", concurrency()::held);
    SearchJourney journey =
        new SearchJourney(
            feeders(), profile(), window(), concurrency(), intensity(), distinctKeys());
    usersAskEvery(journey.pace());
    signInBefore(residents(), journey.signInBefore(signIns()));
    measure("Search", journey.searchAndRead());
  }
}
