package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.integration.KnownServer.Answer;
import io.openmeet.loadtest.integration.KnownServer.Behaviour;
import io.openmeet.loadtest.integration.KnownServer.Fate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens to an open model whose target is too slow for it: in the smoke profile, 101
 * requests/s for 5 s, after 4.5 s of warm-up. {@code ci/bench/overload} does the same at 10,000/s.
 */
class OverloadIT {
  private static final int ATTEMPTS = 3;
  private static final Answer AT_ONCE = new Answer(200, 0);

  /** The requests of the warm-up, and of a little more than one second of the window. */
  private static final int BAD_REQUESTS = 250;

  @TempDir Path results;

  private record Outcome(ForkedSimulation.Result run, JsonNode result) {
    String reasons() {
      return result.path("reasons").toString();
    }

    int dropped() {
      return result.path("dropped").path("count").asInt();
    }
  }

  /** Repeated when another program kept this machine too busy. */
  private Outcome outcome(Behaviour behaviour, String... properties) throws Exception {
    Outcome outcome = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Path folder = Files.createDirectory(results.resolve("attempt-" + attempt));
      outcome = outcome(folder, behaviour, properties);
      if (!outcome.result().path("verdict").asText().equals("INVALID")) {
        return outcome;
      }
    }
    return outcome;
  }

  private static Outcome outcome(Path results, Behaviour behaviour, String... properties)
      throws Exception {
    Map<String, String> all = new LinkedHashMap<>(Map.of("metrics.port", "off"));
    for (int i = 0; i < properties.length; i += 2) {
      all.put(properties[i], properties[i + 1]);
    }
    try (KnownServer server = new KnownServer(behaviour)) {
      all.put("baseUrl", server.baseUrl());
      ForkedSimulation.Result run =
          ForkedSimulation.run(
              ForkedSimulation.command(KnownServerSimulation.class, results, all), results);
      JsonNode result =
          JsonMapper.builder().build().readTree(run.runFolder().resolve("results.json").toFile());
      return new Outcome(run, result);
    }
  }

  /** The run ended by itself and failed, with all our reports and without a stack trace. */
  private static void assertEndedWell(Outcome outcome) throws Exception {
    Path folder = outcome.run().runFolder();
    String output = outcome.run().output();
    assertEquals(2, outcome.run().exitCode(), output);
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

  /**
   * 20 answers/s, each after one second and 20 at once: the other 81/s exceed the limit in flight.
   */
  @Test
  void arrivalsBeyondTheLimitAreDroppedAndFailTheRun() throws Exception {
    Outcome outcome =
        outcome((number, seconds) -> new Answer(200, 1_000), "injector.maxInFlight", "20");
    assertEndedWell(outcome);
    JsonNode result = outcome.result();
    assertAll(
        outcome.run().output(),
        () -> assertEquals("FAIL", result.path("verdict").asText()),
        () -> assertEquals(405, outcome.dropped(), 30),
        () -> assertEquals(20, result.path("dropped").path("maxInFlight").asInt()),
        () -> assertEquals(100, result.path("totals").path("count").asInt(), 30),
        () -> assertEquals(505, result.path("arrivals").path("delivered").asInt(), 10),
        () -> assertEquals(20, result.path("inFlight").path("peak").asInt()),
        () ->
            assertTrue(
                outcome.reasons().contains(outcome.dropped() + " of 505 planned arrivals were")),
        () -> assertTrue(outcome.run().output().contains(", " + outcome.dropped() + " dropped")));
  }

  /** Each kind has four times as many requests as the limit in flight allows. */
  @Test
  void requestsThatFailGiveBackWhatTheyTook() throws Exception {
    Answer[] bad = {new Answer(500, 0), Answer.none(Fate.RESET), Answer.none(Fate.LEFT_WAITING)};
    Outcome outcome =
        outcome(
            (number, seconds) -> number <= BAD_REQUESTS ? bad[(int) (number % 3)] : AT_ONCE,
            "injector.maxInFlight",
            "20",
            "gatling.http.requestTimeout",
            "200");
    JsonNode result = outcome.result();
    assertAll(
        outcome.run().output(),
        () -> assertEquals(0, outcome.dropped()),
        () -> assertTrue(result.path("totals").path("ok").asInt() > 200));
  }

  @Test
  void aTargetThatNeverAnswersStopsTheRun() throws Exception {
    Outcome outcome =
        outcome(
            MisbehavingServer.neverAnswers(),
            "injector.maxInFlight",
            "20",
            "stopAfterSeconds",
            "3");
    assertEndedWell(outcome);
    assertAll(
        outcome.run().output(),
        () -> assertEquals("FAIL", outcome.result().path("verdict").asText()),
        () ->
            assertTrue(
                outcome
                    .reasons()
                    .contains(
                        "The run was stopped: no answer came for 3 s, requests in flight: 20")));
  }

  /**
   * The window of 5 s opens 12 to 16 s after the first request: after 5 s of clients, up to 1 s
   * until arrivals begin, 2 s of growth, 3 to 6 s to settle, and an announcement 2 s before.
   */
  @Test
  void aTargetThatIsGoneInTheMiddleFailsTheRun() throws Exception {
    Outcome outcome =
        outcome(
            MisbehavingServer.stopsListening(16), "injector.maxInFlight", "20", "warmup.max", "5");
    assertEndedWell(outcome);
    assertAll(
        outcome.run().output(),
        () -> assertEquals("FAIL", outcome.result().path("verdict").asText()),
        () -> assertTrue(outcome.reasons().contains("Error rate is ")),
        () -> assertFalse(outcome.reasons().contains("stopped")));
  }
}
