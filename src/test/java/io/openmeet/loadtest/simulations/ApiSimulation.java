package io.openmeet.loadtest.simulations;

import static io.gatling.javaapi.core.CoreDsl.during;
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
   * A cold target that meets an open model lets requests pile up, and what has piled up takes long
   * to melt. So it is first warmed by clients who wait for their answers, at no more than the rate
   * that follows.
   */
  private static final int CLIENTS = 200;

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
    prepare(
        "Closed warm-up",
        during(profile().warmUp())
            .on(
                pace(Duration.ofSeconds(CLIENTS).dividedBy(requestsPerSecond)),
                journey.oneRequest()),
        profile().scale(CLIENTS));
    measure("API", journey.oneRequest());
  }

  /** Arrivals are requests, not people: they share the clients' keep-alive connections. */
  @Override
  protected HttpProtocolBuilder protocol(HttpProtocolBuilder standard) {
    return standard.shareConnections();
  }
}
