package io.openmeet.loadtest.runs;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.runs.KnownServer.Answer;
import io.openmeet.loadtest.runs.KnownServer.Behaviour;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says of a server whose behaviour is known. */
class KnownServerIntegrationTest {
  private static final Answer AT_ONCE = new Answer(200, 0);
  private static final Answer SLOW = new Answer(200, 300);

  /** The window is open 30 s after the first request, and for half a minute more, at least. */
  private static final Map<String, String> DAILY = Map.of("profile", "daily", "warmup.max", "10");

  @TempDir Path results;

  @Test
  void sixPerCentOfSlowAnswersBreakTheP95() throws Exception {
    JsonNode result =
        KnownRun.valid(results, (number, seconds) -> share(number, 6) ? SLOW : AT_ONCE);
    assertEquals("FAIL", result.path("verdict").asText());
    assertEquals(List.of("api-p95"), notMet(result));
  }

  @Test
  void fourPerCentOfSlowAnswersDoNot() throws Exception {
    JsonNode result =
        KnownRun.valid(results, (number, seconds) -> share(number, 4) ? SLOW : AT_ONCE);
    assertEquals("PASS", result.path("verdict").asText());
    assertEquals(300, result.path("totals").path("p99Ms").asInt(), 5);
  }

  /** 505 requests: 4 or 5 of them, 0.79 % to 0.99 %. */
  @Test
  void lessThanOnePerCentOfErrorsPass() throws Exception {
    JsonNode result =
        KnownRun.valid(results, (number, seconds) -> new Answer(number % 112 == 0 ? 500 : 200, 0));
    assertEquals("PASS", result.path("verdict").asText());
    assertBetween(4, 5, result.path("totals").path("ko").asInt());
  }

  /** 505 requests: 6 of them, 1.19 %. */
  @Test
  void moreThanOnePerCentOfErrorsFail() throws Exception {
    JsonNode result =
        KnownRun.valid(results, (number, seconds) -> new Answer(number % 84 == 0 ? 500 : 200, 0));
    assertEquals("FAIL", result.path("verdict").asText());
    assertEquals(List.of("error-rate"), notMet(result));
    assertBetween(6, 7, result.path("totals").path("ko").asInt());
  }

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
    assertBetween(1300, 1700, result.path("totals").path("p99Ms").asInt());
    assertEquals(60, result.path("window").path("seconds").asDouble());
  }

  /** It would go on for longer; every answer is an error from a moment of the window on. */
  @Test
  void aRunInWhichNothingWorksStopsEarlyAndKeepsWhatItHas() throws Exception {
    JsonNode result =
        KnownRun.of(
            results,
            (number, seconds) -> seconds > 40 ? new Answer(500, 0) : AT_ONCE,
            Map.of("profile", "daily", "warmup.max", "10", "stopAfterSeconds", "12"));
    assertAll(
        result.path("reasons").toString(),
        () -> assertEquals("FAIL", result.path("verdict").asText()),
        () -> assertTrue(result.path("reasons").toString().contains("stopAfterSeconds")),
        () -> assertTrue(result.path("partial").asBoolean()),
        () -> assertTrue(result.path("window").path("seconds").asDouble() < 50),
        () -> assertTrue(result.path("totals").path("ko").asInt() > 100));
  }

  /** The server is fine all the time, and no user of it would say so. */
  @Test
  void anInjectorThatStoodStillMakesTheRunInvalid() throws Exception {
    JsonNode result = KnownRun.ofAnInjectorThatStandsStill(results, (number, seconds) -> AT_ONCE);
    JsonNode latency = result.path("latency");
    assertAll(
        result.path("reasons").toString(),
        () -> assertEquals("INVALID", result.path("verdict").asText()),
        () -> assertBetween(1500, 2500, latency.path("corrected").path("p99Ms").asInt()),
        () -> assertBetween(0, 500, latency.path("raw").path("p99Ms").asInt()),
        () -> assertTrue(result.path("reasons").toString().contains("stall")));
  }

  /** Whether a request is one of so many in a hundred, evenly spread. */
  private static boolean share(long number, int perCent) {
    return number * perCent / 100 != (number - 1) * perCent / 100;
  }

  private static List<String> notMet(JsonNode result) {
    return result.path("slas").findValues("verdict").isEmpty()
        ? List.of()
        : StreamSupport.stream(result.path("slas").spliterator(), false)
            .filter(sla -> !sla.path("verdict").asText().equalsIgnoreCase("met"))
            .map(sla -> sla.path("id").asText())
            .toList();
  }

  private static void assertBetween(int low, int high, int value) {
    assertTrue(
        low <= value && value <= high, "expected %d to %d, found %d".formatted(low, high, value));
  }
}
