package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.night.SampleNight;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortalTest {
  @TempDir Path results;
  private String resultsJson;
  private RunHistory history;

  @BeforeEach
  void writeSampleResults(@TempDir Path elsewhere) throws IOException {
    history = new RunHistory(elsewhere.resolve("history"));
    Path run = SampleRun.passing().writeTo(elsewhere);
    new ResultsJson().write(RunReport.alone(RunDirectory.read(run)), run);
    resultsJson = Files.readString(run.resolve(ResultsJson.NAME));
  }

  private Path makeRun(int number, String content) throws IOException {
    String started =
        "202605%02d03%02d%02d000".formatted(1 + number / 3600, number / 60 % 60, number % 60);
    Path folder = Files.createDirectories(results.resolve("apisimulation-" + started));
    if (content != null) {
      String iso = started.replaceAll("(....)(..)(..)(..)(..)(..)(...)", "$1-$2-$3T$4:$5:$6.$7Z");
      Files.writeString(
          folder.resolve(ResultsJson.NAME), content.replace("2026-05-04T03:02:01.000Z", iso));
    }
    return folder;
  }

  private JsonNode listed() throws IOException {
    String html = Files.readString(results.resolve(Portal.NAME));
    String data = html.replaceAll("(?s).*id=\"data\">(.*?)</script>.*", "$1");
    return JsonMapper.builder().build().readTree(data);
  }

  @Test
  void eachRunIsListedWithItsFiguresAndTheNewestFirst() throws IOException {
    makeRun(1, resultsJson);
    makeRun(2, resultsJson);

    Portal.write(results, history);

    JsonNode newest = listed().get("runs").get(0);
    assertEquals(2, listed().get("runs").size());
    assertEquals("apisimulation-20260501030002000", newest.get("folder").asText());
    assertEquals("2026-05-01T03:00:02.000Z", newest.get("startedAt").asText());
    assertEquals("PASS", newest.get("verdict").asText());
    assertEquals(114, newest.get("p95Ms").asInt());
    assertEquals(118, newest.get("p99Ms").asInt());
    assertEquals(0.005, newest.get("errorRatio").asDouble());
    assertEquals(99.4, newest.get("rps").asDouble());
    assertEquals(9, newest.get("peakUsers").asInt());
    assertEquals(6, newest.get("levelsMet").asInt());
    assertEquals(6, newest.get("levels").asInt());
  }

  @Test
  void theLastNightIsFirstAndHasItsRuns() throws IOException {
    makeRun(1, resultsJson);
    SampleNight.write(
        results,
        SampleNight.of("n1", "2026-05-01T03:00:00Z", RunVerdict.PASS, RunVerdict.PASS),
        SampleNight.of("n2", "2026-05-02T03:00:00Z", RunVerdict.FAIL, RunVerdict.PASS));

    Portal.write(results, history);

    JsonNode nights = listed().get("nights");
    assertEquals(2, nights.size());
    assertEquals("FAIL: night n2, profile daily", nights.get(0).get("title").asText());
    assertEquals("FAIL", nights.get(0).get("verdict").asText());
    assertEquals(
        List.of("apisimulation-n2", "authsimulation-n2"),
        List.of(
            nights.get(0).get("folders").get(0).asText(),
            nights.get(0).get("folders").get(1).asText()));
    assertTrue(
        Files.readString(results.resolve(Portal.NAME))
            .contains("<p>Last night: FAIL: night n2, profile daily.</p>"));
  }

  @Test
  void aRunWithoutReadableResultsIsListedWithItsProblem() throws IOException {
    makeRun(1, resultsJson);
    makeRun(2, resultsJson.substring(0, 400));
    makeRun(3, "[]");
    makeRun(4, "{}");
    makeRun(5, "");
    Path brokenOff = Files.write(makeRun(6, null).resolve(RunDirectory.LOG), new byte[1]);
    Files.setLastModifiedTime(brokenOff, FileTime.from(Instant.now().minusSeconds(121)));
    Files.createDirectories(results.resolve("suites"));

    Portal.write(results, history);

    List<String> problems = new ArrayList<>();
    listed().get("runs").forEach(run -> problems.add(run.path("problem").asText("none")));
    assertEquals(6, problems.size());
    assertEquals("it has no results.json: the run did not finish", problems.get(0));
    assertTrue(problems.get(1).startsWith("results.json cannot be read: "), problems::toString);
    assertEquals(
        "results.json cannot be read: verdict, startedAt or simulation is missing",
        problems.get(2));
    assertEquals("results.json cannot be read: it is not a JSON object", problems.get(3));
    assertTrue(problems.get(4).startsWith("results.json is damaged: "), problems::toString);
    assertEquals("none", problems.get(5));
  }

  @Test
  void aRunWithoutResultsIsListedWithTheTimeOfItsLastLogging() throws IOException {
    Path log = Files.write(makeRun(1, null).resolve(RunDirectory.LOG), new byte[1]);
    Files.setLastModifiedTime(log, FileTime.fromMillis(1_800_000_000_000L));

    Portal.write(results, history);

    assertEquals(1_800_000_000_000L, listed().get("runs").get(0).get("loggedAtMs").asLong());
  }

  @Test
  void theReasonBeginsWithTheBrokenLevels() throws IOException {
    makeRun(
        1,
        resultsJson
            .replace("\"verdict\": \"PASS\"", "\"verdict\": \"INVALID\"")
            .replaceFirst("\"reasons\": \\[]", "\"reasons\": [\"The injector stood still.\"]")
            .replaceFirst("\"verdict\": \"MET\"", "\"verdict\": \"BROKEN\""));

    Portal.write(results, history);

    assertEquals(
        "Broken: API P95 response time. The injector stood still.",
        listed().get("runs").get(0).get("reason").asText());
  }

  @Test
  void aPartOfALoadIsListedAsOne() throws IOException {
    makeRun(1, resultsJson.replace("\"share\": null", "\"share\": {\"index\": 2, \"count\": 4}"));

    Portal.write(results, history);

    assertEquals("ApiSimulation, part 2/4", listed().get("runs").get(0).get("simulation").asText());
  }

  @Test
  void damageBehindTheNeededFieldsIsNotRead() throws IOException {
    int head = resultsJson.indexOf("\"inFlight\"");
    makeRun(1, resultsJson.substring(0, head) + "\u0000 damage beyond what the list needs");

    Portal.write(results, history);

    assertFalse(listed().get("runs").get(0).has("problem"));
  }

  @Test
  void listsAThousandRunsInLessThanAMegabyteAndCountsTheRest() throws IOException {
    for (int i = 0; i < Portal.MOST_RUNS + 3; i++) {
      makeRun(i, resultsJson);
    }

    Portal.write(results, history);

    assertEquals(Portal.MOST_RUNS, listed().get("runs").size());
    assertEquals(3, listed().get("older").asInt());
    assertTrue(Files.size(results.resolve(Portal.NAME)) < 1_000_000);
  }

  /** The last writer has seen every run that existed before, and a page is never half written. */
  @Test
  void suitesThatEndAtTheSameTimeLoseNoRun() throws Exception {
    List<CompletableFuture<Void>> suites =
        IntStream.range(0, 20)
            .mapToObj(
                number ->
                    CompletableFuture.runAsync(
                        () -> {
                          try {
                            makeRun(number, resultsJson);
                            Portal.write(results, history);
                          } catch (IOException failed) {
                            throw new IllegalStateException(failed);
                          }
                        }))
            .toList();
    suites.forEach(CompletableFuture::join);

    assertEquals(20, listed().get("runs").size());
    try (Stream<Path> files = Files.list(results)) {
      assertTrue(files.noneMatch(file -> file.toString().endsWith(".tmp")));
    }
  }

  @Test
  void aPageOfAnotherProgramIsNotOverwritten() throws IOException {
    makeRun(1, resultsJson);
    Files.writeString(results.resolve(Portal.NAME), "<h1>My own</h1>");

    IOException refused = assertThrows(IOException.class, () -> Portal.write(results, history));

    assertTrue(refused.getMessage().contains("is a page of another program"), refused::getMessage);
    assertEquals("<h1>My own</h1>", Files.readString(results.resolve(Portal.NAME)));
  }
}
