package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.results.Observations;
import io.openmeet.loadtest.results.ObservationsFile;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two injectors on this machine against one reference API, as {@code ci/loadtest} starts them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DistributedRunIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ForkedSimulation.Result run;
  private Path merged;
  private List<Path> parts;

  @BeforeAll
  void distribute(@TempDir Path folder) throws Exception {
    run =
        ForkedSimulation.untilValid(
            folder,
            attempt -> {
              List<String> arguments =
                  List.of(
                      "distribute",
                      "--injectors=2",
                      "ApiSimulation",
                      "-Dprofile=smoke",
                      "-Dmetrics.port=off",
                      "-Dhistory=" + attempt.resolve("history"));
              Path results = Files.createDirectory(attempt.resolve("gatling"));
              return ForkedSimulation.run(KitCommand.of(attempt, results, arguments), results);
            });
    assertEquals(0, run.exitCode(), run.output());
    merged = run.runFolder();
    try (Stream<Path> folders = Files.list(merged.resolve("injectors"))) {
      parts = folders.sorted().toList();
    }
    assertEquals(2, parts.size(), parts::toString);
  }

  @Test
  void isOneRunWithAllReports() throws IOException {
    assertEquals(1, run.lines("PASS: ApiSimulation, profile smoke").size(), run.output());
    assertEquals(List.of(), run.levelsNotMet());
    for (String file : List.of("index.html", "scorecard.html", "junit.xml", "summary.md")) {
      assertTrue(Files.exists(merged.resolve(file)), file);
    }
    assertTrue(Files.readString(merged.resolve("index.html")).contains("openmeet-scorecard"));
  }

  @Test
  void hasTheRequestsOfBothInjectors() throws IOException {
    assertEquals(sum(totals(parts.get(0)), totals(parts.get(1))), totals(merged));
  }

  /** Requests by name, and all of them. */
  private static Map<String, Long> totals(Path folder) throws IOException {
    JsonNode results = JSON.readTree(folder.resolve("results.json").toFile());
    Map<String, Long> totals = new HashMap<>();
    totals.put("all", results.at("/totals/count").asLong());
    totals.put("delivered", results.at("/arrivals/delivered").asLong());
    for (JsonNode request : results.path("requests")) {
      totals.put(request.path("name").asText(), request.path("count").asLong());
    }
    return totals;
  }

  private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
    Map<String, Long> sum = new HashMap<>(one);
    other.forEach((name, count) -> sum.merge(name, count, Long::sum));
    return sum;
  }

  @Test
  void theInjectorsMeasuredTheSameTime() throws IOException {
    Observations first = ObservationsFile.read(parts.get(0)).orElseThrow();
    Observations second = ObservationsFile.read(parts.get(1)).orElseThrow();
    assertEquals(first.window(), second.window());
    assertEquals("1/2", first.share().toString());
    assertEquals("2/2", second.share().toString());
  }

  @Test
  void onlyTheMergedRunIsInTheHistory() throws IOException {
    List<HistoryEntry> runs =
        new RunHistory(merged.getParent().resolveSibling("history")).read().runs();
    assertEquals(
        List.of(merged.getFileName().toString()), runs.stream().map(HistoryEntry::run).toList());
  }

  @Test
  void keepsTheOutputOfTheInjectorsAndNoOtherFiles() throws IOException {
    for (Path part : parts) {
      assertTrue(Files.size(part.resolve("console.log")) > 0);
    }
    try (Stream<Path> left = Files.list(merged.getParent().resolveSibling("distribute"))) {
      assertEquals(List.of(), left.toList());
    }
  }
}
