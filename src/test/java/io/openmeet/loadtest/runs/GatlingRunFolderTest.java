package io.openmeet.loadtest.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatlingRunFolderTest {
  @TempDir private Path results;

  @Test
  void findsTheFolderOfThisRunAmongOlderAndOtherOnes() throws IOException {
    make("apisimulation-20261122235959999", "apisimulation-20261123121405006");
    make("suites", "apisimulation");
    GatlingRunFolder folder = GatlingRunFolder.ofTheNextRun(results, "ApiSimulation");
    make("authsimulation-20261123121405100");
    Path mine = make("apisimulation-20261123121405123");
    make("apisimulation-20261123121500000");
    assertEquals(Optional.of(mine), folder.find());
  }

  /** As when the machine's clock is set back between two runs. */
  @Test
  void findsAFolderWhoseTimeIsBeforeThatOfAnOlderOne() throws IOException {
    make("apisimulation-20261123121405006");
    GatlingRunFolder folder = GatlingRunFolder.ofTheNextRun(results, "ApiSimulation");
    Path mine = make("apisimulation-20261123121402000");
    assertEquals(Optional.of(mine), folder.find());
  }

  @Test
  void findsNoneWhenThereAreOnlyOlderOnes() throws IOException {
    make("apisimulation-20261123121405006");
    assertEquals(Optional.empty(), GatlingRunFolder.ofTheNextRun(results, "ApiSimulation").find());
  }

  @Test
  void doesNotTakeAnotherSimulationWhoseNameBeginsAlike() throws IOException {
    GatlingRunFolder folder = GatlingRunFolder.ofTheNextRun(results, "ApiSimulation");
    make("apisimulationslow-20261123121405123", "myapisimulation-20261123121405123");
    make("apisimulation-copy");
    assertEquals(Optional.empty(), folder.find());
  }

  @Test
  void findsTheFirstRunOfAll() throws IOException {
    Path none = results.resolve("target/gatling");
    GatlingRunFolder folder = GatlingRunFolder.ofTheNextRun(none, "ApiSimulation");
    assertThrows(NoSuchFileException.class, folder::find);
    Path mine = Files.createDirectories(none.resolve("apisimulation-20261123121405123"));
    assertEquals(Optional.of(mine), folder.find());
  }

  private Path make(String... names) throws IOException {
    Path last = results;
    for (String name : names) {
      last = Files.createDirectories(results.resolve(name));
    }
    return last;
  }
}
