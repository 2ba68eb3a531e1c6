package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.integration.KnownServer.Answer;
import io.openmeet.loadtest.integration.KnownServer.Behaviour;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a minute, in which seconds matter and milliseconds do not. */
class LongKnownRunsIT {
  /** The window opens 30 s after the first request, and stays open for at least 30 s more. */
  private static final Map<String, String> DAILY = Map.of("profile", "daily", "warmup.max", "5");

  @TempDir Path results;

  /**
   * The arrivals of 2 s in 60 s wait, 3.3 % of all: the first for 2 s, the last for 0 s. The
   * slowest 1 % are the arrivals of the first 0.6 s, so the P99 is 1.4 s.
   */
  @Test
  void oneStallOfTheServerShowsInTheP99OfAnOpenModel() throws Exception {
    Behaviour stall =
        (number, seconds) ->
            seconds > 30 && seconds < 32
                ? new Answer(200, Math.round((32 - seconds) * 1000) + 1)
                : Answer.AT_ONCE;
    JsonNode result = KnownRun.of(results, stall, DAILY).resultsJson();
    assertEquals(1500, result.path("totals").path("p99Ms").asInt(), 200);
    assertEquals(60, result.path("window").path("seconds").asDouble());
  }

  /** From a moment in the window on, every answer is an error. The whole window takes 60 s. */
  @Test
  void aRunInWhichNothingWorksStopsEarlyAndKeepsWhatItHas() throws Exception {
    JsonNode result =
        KnownRun.of(
                results,
                (number, seconds) -> seconds > 30 ? new Answer(500, 0) : Answer.AT_ONCE,
                Map.of("profile", "daily", "warmup.max", "5", "stopAfterSeconds", "7"))
            .resultsJson();
    assertAll(
        result.path("reasons").toString(),
        () -> assertEquals("FAIL", result.path("verdict").asText()),
        () -> assertTrue(result.path("reasons").toString().contains("stopAfterSeconds")),
        () -> assertTrue(result.path("partial").asBoolean()),
        () -> assertTrue(result.path("window").path("seconds").asDouble() < 50),
        () -> assertTrue(result.path("totals").path("ko").asInt() > 100));
  }
}
