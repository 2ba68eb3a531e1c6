package io.openmeet.loadtest.integration;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.runs.MeasuredSimulation;

/** Load on a {@link KnownServer}. Maven does not run it: it is outside the package simulations. */
public class KnownServerSimulation extends MeasuredSimulation {
  private static final int REQUESTS_PER_SECOND = 5_000;

  public KnownServerSimulation() {
    this(REQUESTS_PER_SECOND);
  }

  /** With another rate at full intensity. */
  protected KnownServerSimulation(int requestsPerSecond) {
    this(requestsPerSecond, exec(session -> session));
  }

  /**
   * @param before what each user does before its request
   */
  protected KnownServerSimulation(int requestsPerSecond, ChainBuilder before) {
    super(
        Load.arrivalsPerSecond(requestsPerSecond),
        "api-p95",
        "api-p99",
        "error-rate",
        "throughput");
    measure(
        "Known",
        exec(before)
            .exec(
                inFlight()
                    .within(
                        window().measured(http("Known").get("/known").check(status().is(200))))));
  }

  @Override
  protected HttpProtocolBuilder protocol(HttpProtocolBuilder standard) {
    return standard.shareConnections();
  }
}
