package io.openmeet.loadtest.runs;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The free disk space for results. When the disk is full, Gatling's log writer loses data without a
 * message. So a run does not start with too little space, and stops before the disk is full.
 */
final class DiskSpace {
  private static final long MEGABYTE = 1024 * 1024;
  private static final long NEEDED_AT_START = 200 * MEGABYTE;
  private static final long NEEDED_THROUGHOUT = 50 * MEGABYTE;

  private final Path folder;

  /**
   * @param folder of the results; created when it does not exist
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
          "%s: expected a folder for the results, but it cannot be created (%s); free some disk space, or correct the path."
              .formatted(folder, unwritable.getMessage()),
          unwritable);
    }
    shortage(NEEDED_AT_START)
        .ifPresent(
            sentence -> {
              throw new ConfigurationException(sentence);
            });
  }

  /** A sentence when the space gets too small during the run. */
  Optional<String> shortage() {
    return shortage(NEEDED_THROUGHOUT);
  }

  private Optional<String> shortage(long needed) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      return free >= needed
          ? Optional.empty()
          : Optional.of(
              "%s: expected %d MB free on its disk, found %d MB; free some space there."
                  .formatted(folder, needed / MEGABYTE, free / MEGABYTE));
    } catch (IOException unreadable) {
      return Optional.of(
          "%s: its disk cannot be read (%s).".formatted(folder, unreadable.getMessage()));
    }
  }
}
