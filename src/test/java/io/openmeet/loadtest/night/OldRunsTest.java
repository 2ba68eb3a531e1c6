package io.openmeet.loadtest.night;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldRunsTest {
  private static final Instant NOW = Instant.parse("2026-05-04T03:00:00Z");
  private static final long PLENTY = Long.MAX_VALUE;

  @TempDir private Path results;

  @Test
  void removesWhatIsOlderThanAllowed() throws IOException {
    run("a", 31, 10);
    run("b", 29, 10);
    night("n1", 31);

    assertEquals(Set.of("a", "n1"), Set.copyOf(remove(30, PLENTY)));
    assertTrue(Files.exists(results.resolve("b")));
  }

  /** 300 bytes in three runs: without the oldest, 200 are left. */
  @Test
  void removesTheOldestUntilTheRestIsSmallEnough() throws IOException {
    run("new", 1, 100);
    run("old", 3, 100);
    run("middle", 2, 100);

    assertEquals(List.of("old"), remove(30, 250));
    assertEquals(List.of("middle"), remove(30, 100));
  }

  @Test
  void keepsTheRunsOfThisNightAndWhatIsNotARun() throws IOException {
    run("this", 99, 100);
    Files.createDirectories(results.resolve("my-notes"));
    Files.writeString(results.resolve("index.html"), "all runs");

    assertEquals(
        List.of(), new OldRuns(Duration.ofDays(1), 0).remove(results, Set.of("this"), NOW));
    assertTrue(Files.exists(results.resolve("my-notes")));
    assertTrue(Files.exists(results.resolve("index.html")));
  }

  /** What a link leads to is not ours. */
  @Test
  void doesNotFollowALink(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("simulation.log"), "x");
    Files.createSymbolicLink(results.resolve("linked"), elsewhere);
    run("a", 99, 10);
    Files.createSymbolicLink(results.resolve("a").resolve("inner"), elsewhere);
    Files.setLastModifiedTime(results.resolve("a"), FileTime.from(NOW.minus(Duration.ofDays(99))));

    assertEquals(List.of("a"), remove(30, PLENTY));
    assertTrue(Files.exists(elsewhere.resolve("simulation.log")));
  }

  @Test
  void hasNothingToRemoveWhereThereIsNothing() throws IOException {
    assertEquals(List.of(), remove(30, 0));
  }

  private List<String> remove(int days, long bytes) throws IOException {
    return new OldRuns(Duration.ofDays(days), bytes).remove(results, Set.of(), NOW);
  }

  private void run(String name, int ageDays, int bytes) throws IOException {
    Path folder = Files.createDirectories(results.resolve(name));
    Files.write(folder.resolve("simulation.log"), new byte[bytes]);
    age(folder, ageDays);
  }

  private void night(String name, int ageDays) throws IOException {
    age(Files.createDirectories(results.resolve(Nights.FOLDER).resolve(name)), ageDays);
  }

  private static void age(Path folder, int days) throws IOException {
    Files.setLastModifiedTime(folder, FileTime.from(NOW.minus(Duration.ofDays(days))));
  }
}
