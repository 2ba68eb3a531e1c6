package io.openmeet.loadtest.trends;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes change the same history at the same time. */
class ConcurrentHistoryTest {
  private static final int RUNS = 200;

  @TempDir Path folder;

  private static void assertEndsWell(Process process) throws InterruptedException {
    assertEquals(0, process.waitFor());
  }

  private RunHistory.Content content() throws IOException {
    return new RunHistory(folder).read();
  }

  @Test
  void runsOfTwoProcessesAreAllThere() throws Exception {
    Process one = AddingRuns.start(folder, "ApiSimulation", RUNS);
    Process other = AddingRuns.start(folder, "AuthSimulation", RUNS);
    assertEndsWell(one);
    assertEndsWell(other);

    assertEquals(List.of(), content().skipped());
    assertEquals(
        both(AddingRuns.entries("ApiSimulation", RUNS), AddingRuns.entries("AuthSimulation", RUNS)),
        new HashSet<>(content().runs()));
    assertEquals(2 * RUNS, Files.readAllLines(folder.resolve(RunHistory.NAME)).size());
  }

  private static Set<HistoryEntry> both(List<HistoryEntry> some, List<HistoryEntry> others) {
    return new HashSet<>(Stream.concat(some.stream(), others.stream()).toList());
  }

  /** The old runs are added and removed again and again, and those of the other process stay. */
  @Test
  void pruningLosesNoRunOfAnotherProcess() throws Exception {
    RunHistory history = new RunHistory(folder);
    HistoryEntry old = SampleEntry.at("2020-01-01T00:00:00.000Z").entry();
    Retention retention = new Retention(OptionalInt.of(3650), OptionalInt.empty());
    Instant now = Instant.parse("2030-01-01T00:00:00.001Z");
    Process other = AddingRuns.start(folder, "AuthSimulation", RUNS);
    int pruned = 0;
    while (other.isAlive() || pruned == 0) {
      history.append(old);
      assertEquals(List.of(old), history.prune(retention, now).runs());
      pruned++;
    }
    assertEndsWell(other);

    assertEquals(
        new RunHistory.Content(AddingRuns.entries("AuthSimulation", RUNS), List.of()), content());
  }

  /** A file lock belongs to the whole JVM. */
  @Test
  void runsOfTwoThreadsAreAllThere() throws Exception {
    List<HistoryEntry> api = AddingRuns.entries("ApiSimulation", 20);
    List<HistoryEntry> auth = AddingRuns.entries("AuthSimulation", 20);

    Stream.of(api, auth).parallel().forEach(this::append);

    assertEquals(both(api, auth), new HashSet<>(content().runs()));
  }

  private void append(List<HistoryEntry> entries) {
    RunHistory history = new RunHistory(folder);
    for (HistoryEntry entry : entries) {
      try {
        history.append(entry);
      } catch (IOException unwritable) {
        throw new AssertionError(unwritable);
      }
    }
  }
}
