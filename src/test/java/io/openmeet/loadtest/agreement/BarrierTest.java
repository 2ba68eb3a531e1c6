package io.openmeet.loadtest.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.InjectorShare;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three injectors whose files a test exchanges by hand; a load takes 22 s to grow and settle. */
class BarrierTest {
  private static final WarmUpTimes TIMES =
      new WarmUpTimes(Duration.ofSeconds(120), Duration.ofSeconds(8), Duration.ofSeconds(22));

  private static final Instant BEGIN = Instant.parse("2026-05-04T03:00:00Z");

  @TempDir private Path folder;
  private Optional<Instant> earliest = Optional.empty();
  private long nowMs;

  @Test
  void opensNothingUntilAllAreReady() throws IOException {
    List<Barrier> all = join();
    all.get(0).ready();
    all.get(2).ready();
    exchange(all);
    all.forEach(one -> assertEquals(Optional.empty(), one.opensAt()));
    assertEquals("waiting for injector 2 of 3", all.get(0).progress());
    assertEquals(
        List.of(
            "1-of-3.ready", "1-of-3.started", "2-of-3.started", "3-of-3.ready", "3-of-3.started"),
        files());
  }

  /** All were ready at 50 s: 22 s to grow and settle, and 2 s for all to read it. */
  @Test
  void opensAllWindowsAtTheSameInstantOnceAllAreReady() {
    List<Barrier> all = join();
    nowMs = 50_000;
    all.forEach(Barrier::ready);
    exchange(all);
    nowMs = 50_500;
    all.forEach(one -> assertEquals(Optional.of(BEGIN.plusSeconds(74)), one.opensAt()));
    assertEquals("the window opens in 24 s", all.get(1).progress());
    assertTrue(all.get(1).isWithin(Duration.ofMillis(23_500)));
    nowMs = 1_000_000;
    assertEquals(Optional.empty(), all.get(0).failure());
  }

  @ParameterizedTest
  @CsvSource({"200, 200", "60, 74"})
  void opensNoWindowBeforeTheTimeThatTheUserSets(int earliestSecond, int opensAtSecond) {
    earliest = Optional.of(BEGIN.plusSeconds(earliestSecond));
    List<Barrier> all = join();
    nowMs = 50_000;
    all.forEach(Barrier::ready);
    exchange(all);
    all.forEach(one -> assertEquals(Optional.of(BEGIN.plusSeconds(opensAtSecond)), one.opensAt()));
  }

  /** Somebody starts the third of three anew, as the third of five. */
  @Test
  void countsNoInjectorOfAnotherNumber() throws IOException {
    List<Barrier> all = join();
    all.get(0).ready();
    all.get(1).ready();
    Files.createFile(folder.resolve("3-of-5.ready"));
    exchange(all);
    assertEquals(Optional.empty(), all.get(0).opensAt());
    assertEquals("waiting for injector 3 of 3", all.get(0).progress());
  }

  @Test
  void namesTheInjectorsForWhichItWaitedTooLong() {
    List<Barrier> all = join();
    nowMs = 10_000;
    all.get(1).ready();
    exchange(all);
    assertEquals("waiting for injectors 1 and 3 of 3", all.get(1).progress());
    nowMs = 129_999;
    assertEquals(Optional.empty(), all.get(1).failure());
    nowMs = 130_000;
    assertEquals(
        "injectors 1 and 3 of 3 were not ready 120 s (-Dwarmup.max) after injector 2/3. Look at what the console of each says, or whether it runs at all.",
        reason(all.get(1)));
  }

  @Test
  void stopsAllOthersAtOnceWhenOneGivesUp() throws IOException {
    List<Barrier> all = join();
    all.get(0).ready();
    all.get(2).giveUp("the disk is full.");
    exchange(all);
    assertEquals("injector 3/3 gave up: the disk is full.", reason(all.get(0)));
    assertEquals("injector 3/3 gave up: the disk is full.", reason(all.get(1)));
    assertEquals(Optional.empty(), all.get(2).failure());

    all.get(0).giveUp(reason(all.get(0)));
    all.get(0).close();
    assertTrue(files().contains("3-of-3.gave-up"));
    assertTrue(!files().contains("1-of-3.gave-up"), files().toString());
  }

  /** For instance when it stops between two exchanges. */
  @Test
  void saysWhyItGaveUpWhenItCloses() {
    List<Barrier> all = join();
    all.get(1).giveUp("all requests failed.");
    all.get(1).close();
    exchange(all);
    assertEquals("injector 2/3 gave up: all requests failed.", reason(all.get(0)));
  }

  @Test
  void stopsWhenTheFolderIsGone() throws IOException {
    List<Barrier> all = join();
    for (String name : files()) {
      Files.delete(folder.resolve(name));
    }
    Files.delete(folder);
    exchange(all);
    assertTrue(
        reason(all.get(0)).startsWith("the folder of -Dinjector.barrier cannot be used any more: "),
        reason(all.get(0)));
  }

  @ParameterizedTest
  @CsvSource({
    "2-of-3.started",
    "2-of-3.ready",
    "3-of-4.started",
    "1-of-3.gave-up",
    "window-opens-at",
    "notes.txt"
  })
  void refusesAFolderThatHoldsFilesOfAnEarlierRun(String name) throws IOException {
    Files.createFile(folder.resolve(name));
    assertEquals(
        "-Dinjector.barrier: expected an empty folder, found %s in %s; empty the folder, or name a new one for each run, and give each injector its own -Dinjector."
            .formatted(name, folder),
        assertThrows(ConfigurationException.class, () -> join(2)).getMessage());
  }

  /** The others take the old file for a new one, so they have to be stopped. */
  @Test
  void stopsTheOthersWhenItFindsItsOwnOldFile() throws IOException {
    Files.createFile(folder.resolve("2-of-3.ready"));
    Barrier first = join(1);
    assertThrows(ConfigurationException.class, () -> join(2));
    exchange(List.of(first));
    assertTrue(
        reason(first).startsWith("injector 2/3 gave up: -Dinjector.barrier: expected an empty"),
        reason(first));
  }

  @Test
  void refusesASecondInjectorWithTheSameIndex() {
    join(2);
    assertThrows(ConfigurationException.class, () -> join(2));
  }

  @Test
  void createsTheFolderAndRefusesAFile() throws IOException {
    folder = folder.resolve("new");
    join(1);
    assertEquals(List.of("1-of-3.started"), files());
    folder = folder.resolve("1-of-3.started");
    assertTrue(
        assertThrows(ConfigurationException.class, () -> join(1))
            .getMessage()
            .startsWith(
                "-Dinjector.barrier: expected a folder that all injectors can write to, found "
                    + folder));
  }

  @Test
  void comparesItsClockWithThatOfTheFolder() {
    assertEquals(
        "the clock of the folder of -Dinjector.barrier",
        BarrierFolder.join(folder, new InjectorShare(1, 3))
            .clock(InstantSource.system())
            .orElseThrow()
            .against());
  }

  private List<Barrier> join() {
    return new ArrayList<>(List.of(join(1), join(2), join(3)));
  }

  private Barrier join(int index) {
    InjectorShare share = new InjectorShare(index, 3);
    return new Barrier(
        BarrierFolder.join(folder, share),
        share,
        TIMES,
        earliest,
        () -> BEGIN.plusMillis(nowMs),
        () -> Duration.ofMillis(nowMs).toNanos());
  }

  /** Twice, so that all read what any of them wrote. */
  private static void exchange(List<Barrier> all) {
    all.forEach(Barrier::look);
    all.forEach(Barrier::look);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String reason(Barrier barrier) {
    assertEquals(RunVerdict.INVALID, barrier.failure().orElseThrow().verdict());
    return barrier.failure().orElseThrow().reason();
  }
}
