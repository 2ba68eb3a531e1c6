package io.openmeet.loadtest.simulations;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.repeat;

import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.openmeet.loadtest.journeys.ApiJourney;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.runs.MeasuredSimulation;

/** 5,000 requests/s, sustained: an open model, mixed read and write. */
public final class ApiSimulation extends MeasuredSimulation {
  private static final int REQUESTS_PER_SECOND = 5_000;

  public ApiSimulation() {
    super(
        Load.arrivalsPerSecond(REQUESTS_PER_SECOND),
        "api-p95",
        "api-p99",
        "error-rate",
        "throughput",
        "database-p95",
        "cache-hit-ratio");
    ApiJourney journey = new ApiJourney(feeders(), window());
    prepare(
        exec(journey.signInBefore()).exec(repeat(warmUpRequestsPerUser()).on(journey.oneRequest())),
        feeders().users().size());
    measure("API", journey.oneRequest());
  }

  /**
   * A cold target that meets an open model lets requests pile up, and what has piled up takes long
   * to melt. So it is first warmed by users who wait for their answers.
   */
  private int warmUpRequestsPerUser() {
    return Math.max(1, profile().scale(REQUESTS_PER_SECOND) / 100);
  }

  /** Arrivals are requests, not people: they share the clients' keep-alive connections. */
  @Override
  protected HttpProtocolBuilder protocol(HttpProtocolBuilder standard) {
    return standard.shareConnections();
  }
}
