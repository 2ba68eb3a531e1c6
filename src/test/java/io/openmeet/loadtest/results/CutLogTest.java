package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs whose end is missing. */
class CutLogTest {
  @TempDir Path folder;

  private final SampleRun run = SampleRun.passing();

  @Test
  void aLogCutInsideARecordIsInvalidAndPartial() throws IOException {
    Path folderOfRun = run.writeTo(folder);
    cutLog(folderOfRun, 3);

    RunResult result = RunDirectory.read(folderOfRun);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertTrue(result.outcome().partial());
    assertTrue(
        result.outcome().reasons().get(0).startsWith("simulation.log is cut off: its last "),
        result.outcome().reasons()::toString);
  }

  /**
   * Only the two records of the last scenario's user are missing: 9 bytes each with kind and flag.
   */
  @Test
  void aLogCutBetweenRecordsIsInvalidToo() throws IOException {
    Path folderOfRun = run.writeTo(folder);
    cutLog(folderOfRun, 10);

    RunResult result = RunDirectory.read(folderOfRun);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(
        "Users that never ended: 1; the limit is 0, so the run or its log was cut off. Find out why the run ended early, and run again.",
        result.outcome().reasons().get(0));
  }

  @Test
  void aCutLogIsInvalidAlsoIfALevelIsBroken() throws IOException {
    run.failsEvery = 10;
    Path folderOfRun = run.writeTo(folder);
    cutLog(folderOfRun, 3);

    RunResult result = RunDirectory.read(folderOfRun);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertTrue(
        result.outcome().reasons().stream()
            .anyMatch(sentence -> sentence.startsWith("Error rate is 10.")),
        "a broken level is always named");
  }

  private static void cutLog(Path folderOfRun, int bytes) throws IOException {
    Path log = folderOfRun.resolve(RunDirectory.LOG);
    byte[] whole = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(whole, whole.length - bytes));
  }
}
