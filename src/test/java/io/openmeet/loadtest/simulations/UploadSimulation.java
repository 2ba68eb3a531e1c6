package io.openmeet.loadtest.simulations;

import io.openmeet.loadtest.journeys.UploadJourney;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.runs.MeasuredSimulation;
import java.time.Duration;

/** 500 uploads of meeting recordings in flight at all times. */
public final class UploadSimulation extends MeasuredSimulation {
  private static final int UPLOADS = 500;

  public UploadSimulation() {
    super(
        Load.residentUsers(UPLOADS),
        "upload-p95",
        "upload-p99",
        "error-rate",
        "uploads",
        "database-p95");
    observe("uploads", concurrency()::held);
    UploadJourney journey = new UploadJourney(feeders(), window(), concurrency());
    usersAskEvery(Duration.ZERO);
    signInBefore(residents(), journey.signInBefore(signIns()));
    measure("Upload", journey.uploadRecordings());
  }
}
