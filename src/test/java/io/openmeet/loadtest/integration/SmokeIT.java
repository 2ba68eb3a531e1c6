package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.results.Observations;
import io.openmeet.loadtest.results.ObservationsFile;
import io.openmeet.loadtest.runs.MeasuredSimulation;
import io.openmeet.loadtest.simulations.ApiSimulation;
import io.openmeet.loadtest.simulations.AuthSimulation;
import io.openmeet.loadtest.simulations.SearchSimulation;
import io.openmeet.loadtest.simulations.UploadSimulation;
import io.openmeet.loadtest.simulations.WebSocketSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmokeIT {
  /** The five runs of a suite print at most 400 lines, of which Maven prints 70. */
  private static final int MOST_LINES = (400 - 70) / 5;

  /** A run that prints fewer lines lacks a part of its output. */
  private static final int LEAST_LINES = 30;

  private static final List<String> FEEDERS =
      List.of("users.csv", "meeting-types.csv", "search-queries.csv", "recordings.csv");

  private static final Set<String> OWN_COUNTS =
      Set.of("openmeet_http_requests_seconds_count", "openmeet_websocket_latency_seconds_count");

  @TempDir Path results;

  @ParameterizedTest
  @ValueSource(
      classes = {
        ApiSimulation.class,
        AuthSimulation.class,
        SearchSimulation.class,
        UploadSimulation.class,
        WebSocketSimulation.class
      })
  void isGreenAgainstTheHealthyReferenceApi(Class<? extends MeasuredSimulation> simulation)
      throws Exception {
    ForkedSimulation.Result run =
        ForkedSimulation.run(
            simulation,
            results,
            Map.of(ForkedSimulation.CLASS_PATH_BEFORE, feedersInAnotherSpelling().toString()));

    assertAll(
        () -> assertEquals(0, run.exitCode(), run.output()),
        () -> assertEquals(List.of(), run.brokenAssertions()),
        () -> assertEquals(List.of(), run.levelsNotMet()),
        () -> assertEquals(1, run.lines(simulation.getSimpleName() + "  PASS").size()),
        () -> assertTrue(Files.exists(run.runFolder().resolve("index.html"))),
        () -> assertObservationsAgreeWithTheLog(run),
        () -> assertTheTargetCountedTheSameRequests(run),
        () -> assertReadable(run));
  }

  /** Both count the same answers; only one of them may count an answer at an edge of the window. */
  private static void assertObservationsAgreeWithTheLog(ForkedSimulation.Result run)
      throws Exception {
    Observations observations = ObservationsFile.read(run.runFolder()).orElseThrow();
    long logged =
        JsonMapper.builder()
            .build()
            .readTree(run.runFolder().resolve("results.json").toFile())
            .at("/totals/count")
            .asLong();
    assertEquals(logged, observations.log().answers(), 5);
  }

  /**
   * Requests and events are a part of the target's work: one for each. As many as are in flight may
   * differ: ten uploads.
   */
  private static void assertTheTargetCountedTheSameRequests(ForkedSimulation.Result run)
      throws Exception {
    double answered = ObservationsFile.read(run.runFolder()).orElseThrow().work().answered();
    double counted = 0;
    for (JsonNode work : run.resultsJson().path("work")) {
      if (OWN_COUNTS.contains(work.path("metric").asText())
          && !work.at("/labels/route").asText().equals("/metrics")) {
        counted += work.path("perRequest").asDouble();
      }
    }
    assertEquals(answered, counted * answered, 10);
  }

  /**
   * The texts that the target answers with, in another spelling: capital letters in addresses, and
   * "é" as two characters.
   */
  private Path feedersInAnotherSpelling() throws IOException {
    Path feeders = Files.createDirectories(results.resolve("classes/feeders"));
    for (String name : FEEDERS) {
      String decomposed =
          Normalizer.normalize(Files.readString(Path.of("feeders", name)), Normalizer.Form.NFD);
      Files.writeString(feeders.resolve(name), decomposed.replaceAll("(?m)^user", "User"));
    }
    return feeders.getParent();
  }

  private static void assertReadable(ForkedSimulation.Result run) throws Exception {
    long lines = run.output().lines().count();
    Path scorecard = run.runFolder().resolve("scorecard.html");
    assertAll(
        run.output(),
        () -> assertTrue(lines >= LEAST_LINES && lines <= MOST_LINES, lines + " lines"),
        () -> assertEquals(List.of(), run.tooWide()),
        () -> assertTrue(run.lines("measuring, ").size() >= 2),
        () -> assertEquals(1, run.lines("Gatling makes its report.").size()),
        () -> assertTrue(Files.exists(scorecard)),
        () -> assertTrue(run.output().contains("  " + scorecard)));
  }
}
