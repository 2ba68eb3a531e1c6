package io.openmeet.loadtest.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.sla.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {
  private static final Suite.Entry API =
      new Suite.Entry("ApiSimulation", RunVerdict.PASS, "", "api/scorecard.html");
  private static final Suite.Entry UPLOAD =
      new Suite.Entry("UploadSimulation", RunVerdict.INVALID, "\"no\"\ndata, 会議", "-");

  @TempDir private Path results;

  @Test
  void showsEverySimulationOfTheBuildInItsOrder() throws IOException {
    new Suite(results).add(UPLOAD);
    new Suite(results).add(API);
    assertEquals(
        """
        Simulation        Outcome  Scorecard
        ----------------  -------  ------------------
        UploadSimulation  INVALID  -
          "no" data, 会議
        ApiSimulation     PASS     api/scorecard.html
        """,
        new Suite(results).table().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void linksTheScorecardFromTheProjectsFolder() throws IOException {
    Path elsewhere = SampleRun.passing().writeTo(results);
    RunResult result = RunDirectory.read(elsewhere);
    assertEquals(
        elsewhere.resolve("scorecard.html").toString(),
        Suite.Entry.of(result, elsewhere).scorecard());
    assertEquals(
        Path.of("target", "gatling", "run-1", "scorecard.html").toString(),
        Suite.Entry.of(result, Path.of("target/gatling/run-1").toAbsolutePath()).scorecard());
  }

  @Test
  void tellsTheFirstOfSeveralReasonsAndHowManyMoreThereAre() throws IOException {
    SampleRun run = SampleRun.passing();
    run.observed = Map.of("cache-hit-ratio", new Measured.Missing("the target was restarted"));
    Path folder = run.writeTo(results);
    RunResult result = RunDirectory.read(folder);
    assertEquals(2, result.outcome().reasons().size(), result.outcome().reasons()::toString);
    assertEquals(
        result.outcome().reasons().get(0) + " (and 1 more)",
        Suite.Entry.of(result, folder).reason());
  }

  /** The process that started this JVM starts the other simulations too. */
  @Test
  void keepsOneFileForAllThatTheSameProcessStarts() throws IOException {
    new Suite(results).add(API);
    new Suite(results).add(UPLOAD);
    List<Path> files;
    try (Stream<Path> found = Files.list(results.resolve("suites"))) {
      files = found.toList();
    }
    assertEquals(1, files.size());
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    String name = files.get(0).getFileName().toString();
    assertTrue(name.matches(parent + "-[0-9]+\\.jsonl"), name);
    assertEquals(2, Files.readAllLines(files.get(0)).size());
  }

  @Test
  void failsWhenTheOutcomeCannotBeWritten() throws IOException {
    Path file = Files.writeString(results.resolve("a-file"), "");
    assertThrows(IOException.class, () -> new Suite(file).add(API));
  }
}
