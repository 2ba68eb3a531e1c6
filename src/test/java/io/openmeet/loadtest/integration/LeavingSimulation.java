package io.openmeet.loadtest.integration;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.runs.MeasuredSimulation;
import io.openmeet.loadtest.runs.Scenario;

/** Load that says that something stays at the target. */
public final class LeavingSimulation extends MeasuredSimulation {
  private static final int REQUESTS_PER_SECOND = 1_000;

  public LeavingSimulation() {
    super(
        Load.arrivalsPerSecond(REQUESTS_PER_SECOND),
        run ->
            Scenario.of(
                    "Leaving",
                    exec(run.inFlight().within(run.window().measured(http("x").get("/known")))))
                .leaving("crumbs"),
        "error-rate");
  }
}
