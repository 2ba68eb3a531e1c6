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
  private static final Answer AT_ONCE = new Answer(200, 0);

  /** The window opens 30 s after the first request, and stays open for at least 30 s more. */
  private static final Map<String, String> DAILY = Map.of("profile", "daily", "warmup.max", "5");

  @TempDir Path results;

  /**
   * In one minute, 2 s of arrivals wait, for 2 s at most down to 0 s: 3.3 % of all, spread evenly.
   * The slowest 1 % are the arrivals of the first 0.6 s, so the P99 is 1.4 s.
   */
  @Test
  void oneStallOfTheServerShowsInTheP99OfAnOpenModel() throws Exception {
    Behaviour stall =
        (number, seconds) ->
            seconds > 30 && seconds < 32
                ? new Answer(200, Math.round((32 - seconds) * 1000) + 1)
                : AT_ONCE;
    JsonNode result = KnownRun.of(results, stall, DAILY);
    assertEquals(1500, result.path("totals").path("p99Ms").asInt(), 200);
    assertEquals(60, result.path("window").path("seconds").asDouble());
  }

  /**
   * Every answer is an error from a moment inside the window on; otherwise the run would take
   * longer.
   */
  @Test
  void aRunInWhichNothingWorksStopsEarlyAndKeepsWhatItHas() throws Exception {
    JsonNode result =
        KnownRun.of(
            results,
            (number, seconds) -> seconds > 30 ? new Answer(500, 0) : AT_ONCE,
            Map.of("profile", "daily", "warmup.max", "5", "stopAfterSeconds", "7"));
    assertAll(
        result.path("reasons").toString(),
        () -> assertEquals("FAIL", result.path("verdict").asText()),
        () -> assertTrue(result.path("reasons").toString().contains("stopAfterSeconds")),
        () -> assertTrue(result.path("partial").asBoolean()),
        () -> assertTrue(result.path("window").path("seconds").asDouble() < 50),
        () -> assertTrue(result.path("totals").path("ko").asInt() > 100));
  }
}
