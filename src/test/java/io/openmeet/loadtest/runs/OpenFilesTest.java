package io.openmeet.loadtest.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openmeet.loadtest.results.Stop;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenFilesTest {

  @Test
  void shouldBeNoReasonToStopUpToHalfOfTheLimit() {
    assertEquals(Optional.empty(), OpenFiles.shortage(10_000, 20_000));
    assertTrue(OpenFiles.shortage(10_001, 20_000).isPresent());
  }

  @Test
  void shouldSayHowManyAreOpenAndWhatToDo() {
    assertEquals(
        Optional.of(
            Stop.forErrors(
                "600 of 1000 files and sockets are open, since the target does not keep up with the load; if it should, raise \"ulimit -n\"")),
        OpenFiles.shortage(600, 1_000));
  }

  /** 1,000 sockets and 300 other files are half of 2,600. */
  @Test
  void shouldNotLetALoadBeginForWhichTheLimitIsTooLow() {
    OpenFiles.checkAtStart(1_000, 2_600);
    assertEquals(
        "ulimit -n: expected 2600 open files or more for this load, found 2599; raise it in the shell that starts Maven.",
        assertThrows(ConfigurationException.class, () -> OpenFiles.checkAtStart(1_000, 2_599))
            .getMessage());
  }

  @Test
  void shouldHoldFilesOpenAndGiveThemBackWhenClosed() {
    assumeTrue(Files.exists(Path.of("/proc/self/fd")), "counts files where Linux lists them");
    OpenFiles files = OpenFiles.checkedAtStart(1);
    assertTrue(nulls() >= 256, "held: " + nulls());

    files.close();

    assertTrue(nulls() < 256, "held: " + nulls());
  }

  private static long nulls() {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.filter(OpenFilesTest::isNull).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNull(Path file) {
    try {
      return Files.readSymbolicLink(file).equals(Path.of("/dev/null"));
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
