package io.openmeet.loadtest.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenFilesTest {
  private static final long MEGABYTE = 1024 * 1024;

  /** Half of what 300 other files leave; or one request for each 64 KB of the heap. */
  @ParameterizedTest
  @CsvSource({
    "4096, 1024, 1898",
    "20000, 1024, 9850",
    "1000000, 1024, 16384",
    "20000, 512, 8192",
    "100, 1024, 1"
  })
  void letsSoManyRequestsBeInFlightAsFilesAndHeapAllow(long limit, long heapMegabytes, int most) {
    assertEquals(most, OpenFiles.mostInFlight(limit, heapMegabytes * MEGABYTE));
  }

  @Test
  void followsTheRuleThatTheSettingsShow() {
    assertEquals(
        "the smaller of half of (ulimit -n - 300) and one request for each 64 KB of heap",
        Property.MAX_IN_FLIGHT.defaultText());
    assertEquals((20_000 - 300) / 2, OpenFiles.mostInFlight(20_000, 1024 * MEGABYTE));
    assertEquals(512 * MEGABYTE / (64 * 1024), OpenFiles.mostInFlight(20_000, 512 * MEGABYTE));
  }

  /** 1,000 requests may have 2,000 connections, and 300 other files are open. */
  @Test
  void doesNotLetALoadBeginForWhichTheLimitIsTooLow() {
    OpenFiles.checkAtStart(0, 1_000, 2_300);
    assertEquals(
        "ulimit -n: expected 2300 open files or more for this load, found 2299; raise it in the shell that starts Maven.",
        assertThrows(ConfigurationException.class, () -> OpenFiles.checkAtStart(0, 1_000, 2_299))
            .getMessage());
  }

  /** Ten thousand requests a second, each answered in 100 ms: a limit of 4,096 is enough. */
  @Test
  void letsTwiceTheFullLoadBeginWithFourThousandFiles() {
    OpenFiles.checkAtStart(0, 1_000, 4_096);
  }

  /** Each keeps its own connection: 10,300 of them, and 300 other files. */
  @Test
  void usersWhoStayNeedOneConnectionEach() {
    OpenFiles.checkAtStart(10_300, 0, 10_600);
    assertThrows(ConfigurationException.class, () -> OpenFiles.checkAtStart(10_300, 0, 10_599));
  }
}
