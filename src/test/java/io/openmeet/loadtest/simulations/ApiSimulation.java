package io.openmeet.loadtest.simulations;

import static io.gatling.javaapi.core.CoreDsl.pace;

import io.gatling.javaapi.core.ChainBuilder;
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
   * piled up takes long to melt. So both are first warmed by clients who wait for their answers.
   * There are as many as requests arrive within this time, and each leaves a connection behind: a
   * hiccup as long as that then opens no new ones, which would cost far more than the requests.
   */
  private static final Duration HICCUP = Duration.ofMillis(200);

  /** How often a client comes back: with the first arrivals they stay below the rate to come. */
  private static final Duration CLIENT_PACE = Duration.ofMillis(250);

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
    ChainBuilder oneRequest = inFlight().within(journey.oneRequest());
    prepare("Sign in", journey.signInBefore(), feeders().users().size());
    warmUp(
        "Closed warm-up",
        pace(CLIENT_PACE).exec(oneRequest),
        clients(profile().scale(requestsPerSecond)));
    measure("API", oneRequest);
  }

  private static int clients(int requestsPerSecond) {
    return (int) Math.max(1, requestsPerSecond * HICCUP.toMillis() / 1_000);
  }

  /** Arrivals are requests, not people: they share the clients' keep-alive connections. */
  @Override
  protected HttpProtocolBuilder protocol(HttpProtocolBuilder standard) {
    return standard.shareConnections();
  }
}
