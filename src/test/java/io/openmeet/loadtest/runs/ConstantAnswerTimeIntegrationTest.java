package io.openmeet.loadtest.runs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.runs.KnownServer.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alone in its class: nothing else of this project is under way when it runs. */
class ConstantAnswerTimeIntegrationTest {
  private static final int ATTEMPTS = 3;

  @TempDir Path folder;

  /** Another program on the machine can only add to the times, so the best attempt counts. */
  @Test
  void isReportedAsItIs() throws Exception {
    int highest = Integer.MAX_VALUE;
    for (int attempt = 1; attempt <= ATTEMPTS && highest > 53; attempt++) {
      Path results = Files.createDirectory(folder.resolve("attempt-" + attempt));
      JsonNode totals =
          KnownRun.of(results, (number, seconds) -> new Answer(200, 50)).path("totals");
      for (String percentile : List.of("p50Ms", "p95Ms", "p99Ms")) {
        assertTrue(totals.path(percentile).asInt() >= 50, totals.toString());
      }
      highest = Math.min(highest, totals.path("p99Ms").asInt());
    }
    assertTrue(highest <= 53, "P99 of %d ms at best".formatted(highest));
  }
}
