package io.openmeet.loadtest.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatlingRunFolderTest {
  private static final long STARTED = Instant.parse("2026-11-23T12:14:05.007Z").toEpochMilli();

  private final TimeZone zone = TimeZone.getDefault();
  @TempDir private Path results;

  @AfterEach
  void backToTheZone() {
    TimeZone.setDefault(zone);
  }

  @Test
  void findsTheFolderOfThisRunAmongOlderAndOtherOnes() throws IOException {
    make("apisimulation-20261122235959999", "apisimulation-20261123121405006");
    make("authsimulation-20261123121405100", "suites", "apisimulation");
    Path mine = make("apisimulation-20261123121405123");
    make("apisimulation-20261123121500000");
    assertEquals(Optional.of(mine), GatlingRunFolder.find(results, "ApiSimulation", STARTED));
  }

  @Test
  void findsAFolderOfTheSameMillisecond() throws IOException {
    Path mine = make("apisimulation-20261123121405007");
    assertEquals(Optional.of(mine), GatlingRunFolder.find(results, "ApiSimulation", STARTED));
  }

  /** Gatling uses UTC in folder names, whatever the machine's time zone. */
  @Test
  void doesNotDependOnTheTimeZone() throws IOException {
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    Path mine = make("apisimulation-20261123121405007");
    assertEquals(Optional.of(mine), GatlingRunFolder.find(results, "ApiSimulation", STARTED));
  }

  @Test
  void findsNoneWhenThereAreOnlyOlderOnes() throws IOException {
    make("apisimulation-20261123121405006");
    assertEquals(Optional.empty(), GatlingRunFolder.find(results, "ApiSimulation", STARTED));
  }

  @Test
  void doesNotTakeAnotherSimulationWhoseNameBeginsAlike() throws IOException {
    make("apisimulationslow-20261123121405123", "myapisimulation-20261123121405123");
    assertEquals(Optional.empty(), GatlingRunFolder.find(results, "ApiSimulation", STARTED));
  }

  @Test
  void failsWhenThereAreNoResults() {
    assertThrows(
        NoSuchFileException.class,
        () -> GatlingRunFolder.find(results.resolve("none"), "ApiSimulation", STARTED));
  }

  private Path make(String... names) throws IOException {
    Path last = results;
    for (String name : names) {
      last = Files.createDirectories(results.resolve(name));
    }
    return last;
  }
}
