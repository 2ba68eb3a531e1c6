package io.openmeet.loadtest.night;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The night n9 is the one that removes the others. */
class OldRunsTest {
  private static final Instant NOW = Instant.parse("2026-05-04T03:00:00Z");
  private static final long PLENTY = Long.MAX_VALUE;

  @TempDir private Path results;

  @Test
  void removesANightThatIsTooOldWithItsRuns() throws IOException {
    night("n1", 31, 10);
    night("n2", 29, 10);

    assertEquals(List.of("run-n1", "n1"), remove(30, PLENTY));
    assertFalse(Files.exists(results.resolve("run-n1")));
    assertFalse(Files.exists(results.resolve("nights/n1")));
    assertTrue(Files.exists(results.resolve("run-n2")));
    assertTrue(Files.exists(results.resolve("nights/n2")));
  }

  /** 300 bytes in three nights: without the oldest, 200 are left. */
  @Test
  void removesTheRunsOfTheOldestNightUntilTheRestIsSmallEnough() throws IOException {
    night("n3", 1, 100);
    night("n1", 3, 100);
    night("n2", 2, 100);

    assertEquals(List.of("run-n1"), remove(30, 250));
    assertEquals(List.of("run-n2"), remove(30, 100));
    assertEquals(3, new Nights(results).all().size());
  }

  @Test
  void neverRemovesTheNightThatHasJustEnded() throws IOException {
    night("n9", 99, 100);

    assertEquals(List.of(), remove(1, 0));
    assertTrue(Files.exists(results.resolve("run-n9")));
  }

  @Test
  void theUsersOwnRunsStay() throws IOException {
    run("by-hand", 99, 100);

    assertEquals(List.of(), remove(1, 0));
    assertTrue(Files.exists(results.resolve("by-hand")));
  }

  @Test
  void theUsersOwnRunsGoWhenToldSo() throws IOException {
    run("by-hand", 31, 100);
    run("by-hand-2", 2, 100);
    night("n1", 3, 100);
    run("by-hand-3", 1, 100);

    assertEquals(
        List.of("by-hand", "run-n1"),
        new OldRuns(Duration.ofDays(30), 200, true).remove(new Nights(results), "n9", NOW));
    assertTrue(Files.exists(results.resolve("by-hand-2")));
  }

  @Test
  void whatIsNotARunStays() throws IOException {
    Files.createDirectories(results.resolve("my-notes"));
    Files.writeString(results.resolve("index.html"), "all runs");
    Files.createDirectories(results.resolve("nights/my-copy"));

    assertEquals(
        List.of(), new OldRuns(Duration.ofDays(1), 0, true).remove(new Nights(results), "n9", NOW));
    assertTrue(Files.exists(results.resolve("my-notes")));
    assertTrue(Files.exists(results.resolve("index.html")));
    assertTrue(Files.exists(results.resolve("nights/my-copy")));
  }

  /** The names in a night's file are only texts. */
  @Test
  void aFileLeadsToNoOtherFolder(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("simulation.log"), "x");
    Path outside = results.relativize(elsewhere);
    Nights nights = new Nights(results);
    nights.write(
        Night.begun("n1", at(99), SampleNight.PLAN)
            .with(SampleNight.run(SampleNight.API, 1, outside.toString(), RunVerdict.PASS))
            .with(SampleNight.run(SampleNight.AUTH, 1, "nights", RunVerdict.PASS)));
    Path copy = Files.createDirectories(results.resolve("nights/copy"));
    Files.writeString(
        copy.resolve("night.json"),
        Files.readString(results.resolve("nights/n1/night.json"))
            .replace("\"n1\"", "\"../../" + elsewhere.getFileName() + "\""));

    assertEquals(List.of("n1"), remove(30, 0));
    assertTrue(Files.exists(elsewhere.resolve("simulation.log")));
    assertTrue(Files.exists(copy));
  }

  /** What a link leads to is not ours. */
  @Test
  void doesNotFollowALink(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("simulation.log"), "x");
    night("n1", 99, 10);
    Files.createSymbolicLink(results.resolve("run-n1").resolve("inner"), elsewhere);
    Files.createSymbolicLink(results.resolve("linked"), elsewhere);

    assertEquals(
        List.of("run-n1", "n1"),
        new OldRuns(Duration.ofDays(30), PLENTY, true).remove(new Nights(results), "n9", NOW));
    assertTrue(Files.exists(elsewhere.resolve("simulation.log")));
    assertTrue(Files.exists(results.resolve("linked")));
  }

  @Test
  void hasNothingToRemoveWhereThereIsNothing() throws IOException {
    assertEquals(List.of(), remove(30, 0));
  }

  private List<String> remove(int days, long bytes) throws IOException {
    return new OldRuns(Duration.ofDays(days), bytes, false).remove(new Nights(results), "n9", NOW);
  }

  private void run(String name, int ageDays, int bytes) throws IOException {
    Path folder = Files.createDirectories(results.resolve(name));
    Files.write(folder.resolve("simulation.log"), new byte[bytes]);
    Files.setLastModifiedTime(folder, FileTime.from(NOW.minus(Duration.ofDays(ageDays))));
  }

  /** A night with one run; the file times of both are new, as after a copy. */
  private void night(String id, int ageDays, int bytes) throws IOException {
    run("run-" + id, 0, bytes);
    new Nights(results)
        .write(
            Night.begun(id, at(ageDays), SampleNight.PLAN)
                .with(SampleNight.run(SampleNight.API, 1, "run-" + id, RunVerdict.PASS)));
  }

  private static String at(int ageDays) {
    return NOW.minus(Duration.ofDays(ageDays)).toString();
  }
}
