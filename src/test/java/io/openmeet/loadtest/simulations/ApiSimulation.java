package io.openmeet.loadtest.simulations;

import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.openmeet.loadtest.journeys.ApiJourney;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.runs.MeasuredSimulation;
import io.openmeet.loadtest.runs.Scenario;
import java.util.function.UnaryOperator;

/** 5,000 requests/s, sustained: an open model, mixed read and write. */
public class ApiSimulation extends MeasuredSimulation {
  public ApiSimulation() {
    this(5_000, UnaryOperator.identity());
  }

  /** With another rate at full intensity, and a changed scenario. */
  protected ApiSimulation(int requestsPerSecond, UnaryOperator<Scenario> change) {
    this(
        requestsPerSecond,
        change,
        "api-p95",
        "api-p99",
        "error-rate",
        "throughput",
        "database-p95",
        "cache-hit-ratio");
  }

  /** With other service levels, too. */
  protected ApiSimulation(
      int requestsPerSecond, UnaryOperator<Scenario> change, String... levelIds) {
    super(Load.arrivalsPerSecond(requestsPerSecond), run -> change.apply(scenario(run)), levelIds);
  }

  /** What each arrival does. */
  static Scenario scenario(RunContext run) {
    ApiJourney journey = new ApiJourney(run);
    return Scenario.of("API", run.inFlight().within(journey.oneRequest()))
        .withCheck(journey.accountCheck())
        .leaving(ApiJourney.leaves(run.arrivals()))
        .withSignIn(journey.users(), journey.signIn())
        // Arrivals are requests, not people: they share the clients' keep-alive connections.
        .withProtocol(HttpProtocolBuilder::shareConnections);
  }
}
