package io.openmeet.loadtest.simulations;

import io.openmeet.loadtest.journeys.UploadJourney;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.runs.MeasuredSimulation;
import io.openmeet.loadtest.runs.Scenario;
import java.time.Duration;

/** 500 uploads of meeting recordings in flight at all times. */
public final class UploadSimulation extends MeasuredSimulation {
  public UploadSimulation() {
    super(
        Load.residentUsers(500),
        UploadSimulation::scenario,
        "upload-p95",
        "upload-p99",
        "error-rate",
        "uploads",
        "database-p95");
  }

  private static Scenario scenario(RunContext run) {
    UploadJourney journey = new UploadJourney(run);
    return Scenario.of("Upload", journey.uploadRecordings())
        .withCheck(journey.accountCheck())
        .leaving("all recordings that it uploads")
        .withSignIn(run.residents(), journey.signIn())
        .withPace(Duration.ZERO)
        .withCounter("uploads", run.concurrency()::held);
  }
}
