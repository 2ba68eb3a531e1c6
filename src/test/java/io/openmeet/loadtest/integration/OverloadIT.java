package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.integration.KnownServer.Answer;
import io.openmeet.loadtest.integration.KnownServer.Behaviour;
import io.openmeet.loadtest.integration.KnownServer.Fate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens to an open model whose target is too slow for it: in the smoke profile, 101
 * requests/s for 5 s, after 4.5 s of warm-up. {@code ci/bench/overload} does the same at 10,000/s.
 */
class OverloadIT {
  private static final int MAX_IN_FLIGHT = 20;

  /** The requests of the warm-up, and of a little more than one second of the window. */
  private static final int BAD_REQUESTS = 250;

  @TempDir Path results;

  /**
   * 20 answers/s, each after one second and 20 at once: the other 81/s exceed the limit in flight.
   */
  @Test
  void arrivalsBeyondTheLimitAreDroppedAndFailTheRun() throws Exception {
    ForkedSimulation.Result run = run((number, seconds) -> new Answer(200, 1_000), Map.of());
    assertEndedWell(run);
    JsonNode result = run.resultsJson();
    int dropped = dropped(result);
    assertAll(
        run.output(),
        () -> assertEquals("FAIL", result.path("verdict").asText()),
        () -> assertEquals(405, dropped, 30),
        () -> assertEquals(MAX_IN_FLIGHT, result.path("dropped").path("maxInFlight").asInt()),
        () -> assertEquals(100, result.path("totals").path("count").asInt(), 30),
        () -> assertEquals(505, result.path("arrivals").path("delivered").asInt(), 10),
        () -> assertEquals(MAX_IN_FLIGHT, result.path("inFlight").path("peak").asInt()),
        () -> assertReason(result, dropped + " of 505 planned arrivals were"),
        () -> assertTrue(run.output().contains(", " + dropped + " dropped")));
  }

  /** Each kind has four times as many requests as the limit in flight allows. */
  @Test
  void requestsThatFailMakeRoomForOthers() throws Exception {
    Answer[] bad = {new Answer(500, 0), Answer.none(Fate.RESET), Answer.none(Fate.LEFT_WAITING)};
    ForkedSimulation.Result run =
        run(
            (number, seconds) -> number <= BAD_REQUESTS ? bad[(int) (number % 3)] : Answer.AT_ONCE,
            Map.of("gatling.http.requestTimeout", "200"));
    JsonNode result = run.resultsJson();
    assertAll(
        run.output(),
        () -> assertEquals(0, dropped(result)),
        () -> assertTrue(result.path("totals").path("ok").asInt() > 200));
  }

  @Test
  void aTargetThatNeverAnswersStopsTheRun() throws Exception {
    ForkedSimulation.Result run =
        run(MisbehavingServer.neverAnswers(), Map.of("stopAfterSeconds", "3"));
    assertEndedWell(run);
    JsonNode result = run.resultsJson();
    assertAll(
        run.output(),
        () -> assertEquals("FAIL", result.path("verdict").asText()),
        () ->
            assertReason(
                result, "The run was stopped: no answer came for 3 s, requests in flight: 20"));
  }

  /**
   * The window of 5 s opens 12 to 16 s after the first request: after 5 s of clients, up to 1 s
   * until arrivals begin, 2 s of growth, 3 to 6 s to settle, and an announcement 2 s before.
   */
  @Test
  void aTargetThatIsGoneInTheMiddleFailsTheRun() throws Exception {
    ForkedSimulation.Result run =
        run(MisbehavingServer.stopsListening(16), Map.of("warmup.max", "5"));
    assertEndedWell(run);
    JsonNode result = run.resultsJson();
    assertAll(
        run.output(),
        () -> assertEquals("FAIL", result.path("verdict").asText()),
        () -> assertReason(result, "Error rate is "),
        () -> assertFalse(result.path("reasons").toString().contains("stopped")));
  }

  private ForkedSimulation.Result run(Behaviour behaviour, Map<String, String> properties)
      throws Exception {
    Map<String, String> all = new HashMap<>(properties);
    all.put("injector.maxInFlight", String.valueOf(MAX_IN_FLIGHT));
    all.put("metrics.port", "off");
    return KnownRun.valid(results, behaviour, all);
  }

  /** The run ended by itself and failed, with all our reports and without a stack trace. */
  private static void assertEndedWell(ForkedSimulation.Result run) throws Exception {
    Path folder = run.runFolder();
    String output = run.output();
    assertEquals(2, run.exitCode(), output);
    for (String report :
        List.of("junit.xml", "summary.md", "scorecard.html", "observations.json")) {
      assertTrue(Files.size(folder.resolve(report)) > 0, report);
    }
    assertEquals(
        List.of(),
        output
            .lines()
            .filter(line -> line.matches("\\s+at .*|.*Exception in .*|.*NoClassDefFound.*"))
            .toList(),
        output);
  }

  private static void assertReason(JsonNode result, String part) {
    String reasons = result.path("reasons").toString();
    assertTrue(reasons.contains(part), reasons);
  }

  private static int dropped(JsonNode result) {
    return result.path("dropped").path("count").asInt();
  }
}
