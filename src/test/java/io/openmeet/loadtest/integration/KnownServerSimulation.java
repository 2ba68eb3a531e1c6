package io.openmeet.loadtest.integration;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.runs.MeasuredSimulation;
import io.openmeet.loadtest.runs.Scenario;

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
        run -> scenario(run, before),
        "api-p95",
        "api-p99",
        "error-rate",
        "throughput");
  }

  private static Scenario scenario(RunContext run, ChainBuilder before) {
    ChainBuilder known = run.window().measured(http("Known").get("/known").check(status().is(200)));
    return Scenario.of("Known", exec(before).exec(run.inFlight().within(known)))
        .withProtocol(HttpProtocolBuilder::shareConnections);
  }
}
