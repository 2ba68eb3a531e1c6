package io.openmeet.loadtest.agreement;

import io.openmeet.loadtest.results.ClockOffset;
import io.openmeet.loadtest.results.ClockReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the injector's clock with the clock of a file system, by the times of new files. */
final class FileClock {
  private static final int FILES = 20;

  /** Linux takes the times of files from a clock that ticks 100 to 1,000 times a second. */
  private static final Duration TICK = Duration.ofMillis(10);

  private static final Duration SECOND = Duration.ofSeconds(1);

  private record Written(Instant before, Instant stamp, Instant after) {}

  private FileClock() {}

  /**
   * @param prefix of the names of the files, which are deleted again
   * @return empty when no file can be written, or when a clock was set meanwhile
   */
  static Optional<ClockOffset> offset(Path folder, String prefix, InstantSource wallClock) {
    List<Written> files = new ArrayList<>();
    try {
      for (int i = 0; i < FILES; i++) {
        Instant before = wallClock.instant();
        Path file = Files.createTempFile(folder, prefix, null);
        Instant after = wallClock.instant();
        files.add(new Written(before, Files.getLastModifiedTime(file).toInstant(), after));
        Files.delete(file);
      }
    } catch (IOException unwritable) {
      return Optional.empty();
    }
    Duration tick = files.stream().allMatch(file -> isWholeSecond(file.stamp())) ? SECOND : TICK;
    return ClockOffset.of(
        files.stream()
            .map(file -> new ClockReading(file.before(), file.stamp(), file.after(), tick))
            .toList(),
        "the clock of the folder of -Dinjector.barrier");
  }

  private static boolean isWholeSecond(Instant time) {
    return time.getNano() == 0;
  }
}
