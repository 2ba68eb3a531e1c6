package io.openmeet.loadtest.simulations;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.openmeet.loadtest.journeys.ApiJourney;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.runs.MeasuredSimulation;

/** 5,000 requests/s, sustained: an open model, mixed read and write. */
public class ApiSimulation extends MeasuredSimulation {
  private static final int REQUESTS_PER_SECOND = 5_000;

  public ApiSimulation() {
    this(REQUESTS_PER_SECOND);
  }

  /** For another rate at full intensity. */
  // javac 21 and later warn here; the benchmarks' subclasses have no state that could be missing.
  @SuppressWarnings("this-escape")
  protected ApiSimulation(int requestsPerSecond) {
    super(
        Load.arrivalsPerSecond(requestsPerSecond),
        "api-p95",
        "api-p99",
        "error-rate",
        "throughput",
        "database-p95",
        "cache-hit-ratio");
    ApiJourney journey = new ApiJourney(feeders(), window(), intensity(), distinctKeys());
    ChainBuilder oneRequest = inFlight().within(journey.oneRequest());
    signInBefore(feeders().users().size(), journey.signInBefore(signIns()));
    measure("API", oneRequest);
  }

  /** Arrivals are requests, not people: they share the clients' keep-alive connections. */
  @Override
  protected HttpProtocolBuilder protocol(HttpProtocolBuilder standard) {
    return standard.shareConnections();
  }
}
