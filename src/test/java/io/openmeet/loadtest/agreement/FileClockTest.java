package io.openmeet.loadtest.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.ClockOffset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileClockTest {
  @TempDir private Path folder;

  /** The files' clock is that of this machine, so the true difference is known. */
  @ParameterizedTest
  @ValueSource(longs = {0, 90_000, -1_234})
  void findsByHowMuchTheInjectorsClockIsBehind(long behindMs) throws IOException {
    ClockOffset offset =
        FileClock.offset(folder, ".", () -> Instant.now().minusMillis(behindMs)).orElseThrow();
    assertTrue(Math.abs(offset.offsetMs() - behindMs) <= offset.uncertaintyMs(), offset.toString());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void doesNotKnowTheClockOfAFolderThatItCannotWriteTo() {
    assertEquals(Optional.empty(), FileClock.offset(folder.resolve("none"), ".", Instant::now));
  }

  /** The injector's clock jumps by a minute between two files. */
  @Test
  void doesNotKnowAClockThatWasSetMeanwhile() {
    int[] asked = {0};
    assertEquals(
        Optional.empty(),
        FileClock.offset(
            folder, ".", () -> Instant.now().plus(Duration.ofMinutes(asked[0]++ / 10))));
  }
}
