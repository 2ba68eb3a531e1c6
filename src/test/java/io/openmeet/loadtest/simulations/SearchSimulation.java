package io.openmeet.loadtest.simulations;

import io.openmeet.loadtest.journeys.SearchJourney;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.runs.MeasuredSimulation;
import io.openmeet.loadtest.runs.Scenario;

/** 2,000 users searching at once, with think time between searches. */
public final class SearchSimulation extends MeasuredSimulation {
  public SearchSimulation() {
    super(
        Load.residentUsers(2_000),
        SearchSimulation::scenario,
        "api-p95",
        "api-p99",
        "error-rate",
        "search-users",
        "database-p95",
        "cache-hit-ratio");
  }

  private static Scenario scenario(RunContext run) {
    SearchJourney journey = new SearchJourney(run);
    return Scenario.of("Search", journey.searchAndRead())
        .withCheck(journey.accountCheck())
        .withSignIn(run.residents(), journey.signIn())
        .withPace(journey.pace())
        .withCounter("search-users", run.concurrency()::held);
  }
}
