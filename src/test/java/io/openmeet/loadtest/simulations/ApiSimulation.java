package io.openmeet.loadtest.simulations;

import static io.gatling.javaapi.core.CoreDsl.pace;

import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.openmeet.loadtest.journeys.ApiJourney;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.runs.MeasuredSimulation;
import java.time.Duration;

/** 5,000 requests/s, sustained: an open model, mixed read and write. */
public class ApiSimulation extends MeasuredSimulation {
  private static final int REQUESTS_PER_SECOND = 5_000;

  /**
   * A cold target, or a cold injector, that meets an open model lets requests pile up, and what has
   * piled up takes long to melt. So they are first warmed by clients who wait for their answers, at
   * no more than the rate that follows. There are that many because each leaves a connection
   * behind: a hiccup of 200 ms at the full rate then finds them open, and opens none, which would
   * cost far more than the requests.
   */
  private static final int CLIENTS = 1_000;

  public ApiSimulation() {
    this(REQUESTS_PER_SECOND);
  }

  /** For another rate at full intensity. */
  protected ApiSimulation(int requestsPerSecond) {
    super(
        Load.arrivalsPerSecond(requestsPerSecond),
        "api-p95",
        "api-p99",
        "error-rate",
        "throughput",
        "database-p95",
        "cache-hit-ratio");
    ApiJourney journey = new ApiJourney(feeders(), window());
    prepare("Sign in", journey.signInBefore(), feeders().users().size());
    warmUp(
        "Closed warm-up",
        pace(Duration.ofSeconds(CLIENTS).dividedBy(requestsPerSecond)).exec(journey.oneRequest()),
        profile().scale(CLIENTS));
    measure("API", journey.oneRequest());
  }

  /** Arrivals are requests, not people: they share the clients' keep-alive connections. */
  @Override
  protected HttpProtocolBuilder protocol(HttpProtocolBuilder standard) {
    return standard.shareConnections();
  }
}
