package io.openmeet.loadtest.runs;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.runs.KnownServer.Answer;
import io.openmeet.loadtest.runs.KnownServer.Behaviour;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a minute, in which seconds count and not milliseconds. */
class LongKnownRunsIT {
  private static final Answer AT_ONCE = new Answer(200, 0);

  /** The window is open 30 s after the first request, and for half a minute more, at least. */
  private static final Map<String, String> DAILY = Map.of("profile", "daily", "warmup.max", "5");

  @TempDir Path results;

  /**
   * In a minute, 2 s of arrivals wait, from 2 s down to nothing: 3.3 % of all, spread evenly. The
   * slowest 1 % are those of the first 0.6 s, so the P99 is 1.4 s.
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

  /** It would go on for longer; every answer is an error from a moment of the window on. */
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
