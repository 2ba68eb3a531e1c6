package io.openmeet.loadtest.pullrequest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.pullrequest.PullRequestData.Level;
import io.openmeet.loadtest.pullrequest.PullRequestData.Simulation;
import io.openmeet.loadtest.pullrequest.PullRequestData.Work;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.sla.Verdict;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullRequestDataTest {
  @TempDir private Path folder;

  @Test
  void isReadAsItWasWritten() throws IOException {
    PullRequestData data = data(RunVerdict.PASS, List.of(), List.of());
    Path file = folder.resolve("data.json");
    data.write(file);

    assertEquals(data, PullRequestData.read(file));
  }

  @Test
  void allAsBeforeIsNoNews() {
    Work more = new Work("queries_total", "0.25", "0.5", "+100 %", true);

    assertFalse(data(RunVerdict.PASS, List.of(), List.of()).hasNews());
    assertTrue(data(RunVerdict.FAIL, List.of(), List.of()).hasNews());
    assertTrue(data(RunVerdict.INVALID, List.of(), List.of()).hasNews());
    assertTrue(data(RunVerdict.PASS, List.of("It is worse."), List.of()).hasNews());
    assertTrue(data(RunVerdict.PASS, List.of(), List.of(more)).hasNews());
  }

  /** Whoever wrote the file cannot make the comment grow. */
  @Test
  void keepsABoundedNumberOfEverything() throws IOException {
    Work work = new Work("a", "1", "2", "+100 %", true);
    Level level = new Level("Level", "< 1", "2", Verdict.BROKEN);
    Simulation many =
        new Simulation(
            "A",
            "daily",
            RunVerdict.FAIL,
            Collections.nCopies(500, "Because."),
            Collections.nCopies(500, level),
            Collections.nCopies(500, work));
    PullRequestData data =
        new PullRequestData(
            1, RunVerdict.FAIL, Collections.nCopies(500, "News."), Collections.nCopies(500, many));

    assertEquals(20, data.news().size());
    assertEquals(20, data.simulations().size());
    assertEquals(20, data.simulations().get(0).reasons().size());
    assertEquals(50, data.simulations().get(0).levels().size());
    assertEquals(20, data.simulations().get(0).work().size());
  }

  @Test
  void whatIsMissingProvesNothing() throws IOException {
    PullRequestData data =
        read("{\"schemaVersion\": 1, \"more\": 1, \"simulations\": [null, {\"levels\": [{}]}]}");

    assertEquals(RunVerdict.INVALID, data.verdict());
    assertEquals(1, data.simulations().size());
    assertEquals(RunVerdict.INVALID, data.simulations().get(0).verdict());
    assertEquals(new Level("", "", "", Verdict.NO_DATA), data.simulations().get(0).levels().get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"schemaVersion\": 2}",
        "{\"schemaVersion\": 1, \"verdict\": \"<b>\"}",
        "{\"schemaVersion\": 1, \"news\": 7}"
      })
  void refusesAnotherFileWithoutQuotingIt(String json) {
    assertEquals(
        "%s: expected a file of pull-request-data with schemaVersion 1, found another one."
            .formatted(folder.resolve("data.json")),
        assertThrows(ConfigurationException.class, () -> read(json)).getMessage());
  }

  @Test
  void refusesAFileThatIsTooLarge() throws IOException {
    Path file = folder.resolve("data.json");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(5L << 20);
    }
    assertEquals(
        "%s: expected 1024 KB at most, found 5120; it is not a file of pull-request-data."
            .formatted(file),
        assertThrows(ConfigurationException.class, () -> PullRequestData.read(file)).getMessage());
  }

  private PullRequestData read(String json) throws IOException {
    return PullRequestData.read(Files.writeString(folder.resolve("data.json"), json));
  }

  private static PullRequestData data(RunVerdict verdict, List<String> news, List<Work> work) {
    return new PullRequestData(
        1,
        verdict,
        news,
        List.of(
            new Simulation(
                "ApiSimulation",
                "daily",
                verdict,
                List.of(),
                List.of(new Level("API P95", "< 200 ms", "114 ms", Verdict.MET)),
                work)));
  }
}
