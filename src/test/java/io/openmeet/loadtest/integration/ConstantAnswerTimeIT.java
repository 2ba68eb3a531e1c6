package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.integration.KnownServer.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run reports when all answers take the same time. */
class ConstantAnswerTimeIT {
  private static final int ATTEMPTS = 5;
  private static final int ANSWER_MS = 50;
  private static final int MOST_ADDED_MS = 3;

  @TempDir Path folder;

  /**
   * The test compares with the time that the server held its answers, not with 50 ms: on a busy
   * machine the server is late. Such a machine also makes the injector late, and another test runs
   * at the same time, so the best attempt counts.
   */
  @Test
  void isReportedAsItIs() throws Exception {
    double addedMs = Double.MAX_VALUE;
    for (int attempt = 1; attempt <= ATTEMPTS && addedMs > MOST_ADDED_MS; attempt++) {
      addedMs = Math.min(addedMs, addedMs(Files.createDirectory(folder.resolve("a" + attempt))));
    }
    assertTrue(addedMs <= MOST_ADDED_MS, "%.1f ms were added at best".formatted(addedMs));
  }

  /** The largest amount by which a reported percentile exceeds what the server held. */
  private static double addedMs(Path results) throws Exception {
    try (KnownServer server = new KnownServer((number, seconds) -> new Answer(200, ANSWER_MS))) {
      JsonNode result = KnownRun.of(results, server, Map.of()).resultsJson();
      Instant opened = Instant.parse(result.path("window").path("start").asText());
      JsonNode totals = result.path("totals");
      double most = 0;
      for (int percentile : List.of(50, 95, 99)) {
        int reportedMs = totals.path("p%dMs".formatted(percentile)).asInt();
        assertTrue(reportedMs >= ANSWER_MS, totals.toString());
        most = Math.max(most, reportedMs - server.heldMs(opened, percentile));
      }
      return most;
    }
  }
}
