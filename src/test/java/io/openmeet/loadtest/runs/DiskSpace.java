package io.openmeet.loadtest.runs;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The room there is for results. Gatling's log writer loses what it cannot write, in silence, so a
 * run is not begun with too little room, and stopped before there is none.
 */
final class DiskSpace {
  private static final long MEGABYTE = 1024 * 1024;
  private static final long NEEDED_AT_START = 200 * MEGABYTE;
  private static final long NEEDED_THROUGHOUT = 50 * MEGABYTE;

  private final Path folder;

  /**
   * @param folder of the results, made when it is not there
   */
  DiskSpace(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws ConfigurationException when the folder cannot be written to or has too little room
   */
  void checkAtStart() {
    try {
      Files.createDirectories(folder);
    } catch (IOException unwritable) {
      throw new ConfigurationException(
          "%s: expected a folder for the results, but it cannot be made (%s); free the disk or the path."
              .formatted(folder, unwritable.getMessage()),
          unwritable);
    }
    shortage(NEEDED_AT_START)
        .ifPresent(
            sentence -> {
              throw new ConfigurationException(sentence);
            });
  }

  /** A sentence when the room runs out during the run. */
  Optional<String> shortage() {
    return shortage(NEEDED_THROUGHOUT);
  }

  private Optional<String> shortage(long needed) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      return free >= needed
          ? Optional.empty()
          : Optional.of(
              "%s: expected %d MB free on its disk, found %d MB; make room there."
                  .formatted(folder, needed / MEGABYTE, free / MEGABYTE));
    } catch (IOException unreadable) {
      return Optional.of(
          "%s: its disk cannot be read (%s).".formatted(folder, unreadable.getMessage()));
    }
  }
}
