package io.openmeet.loadtest.target;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a reference API prints beside its one line: in a file, which goes when it stays empty. */
final class ReferenceLog {
  private final Path file;

  private ReferenceLog(Path file) {
    this.file = file;
  }

  /**
   * @param folder made when it is not there
   * @throws ConfigurationException when it cannot be written to
   */
  static ReferenceLog in(Path folder) {
    try {
      return new ReferenceLog(
          Files.createTempFile(Files.createDirectories(folder), "api-", ".log"));
    } catch (IOException unwritable) {
      throw new ConfigurationException(
          "reference.dataFolder: expected a folder for the reference API's files, but %s cannot be written to (%s); free the disk or give another folder."
              .formatted(folder, unwritable),
          unwritable);
    }
  }

  Redirect redirect() {
    return Redirect.to(file.toFile());
  }

  /** Empty when nothing was printed, or when it was put elsewhere. */
  Optional<Path> printed() {
    try {
      return Files.exists(file) && Files.size(file) > 0 ? Optional.of(file) : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** To follow another sentence: where the API's own words are; empty when there are none. */
  String hint() {
    return printed().map(" See its output in %s."::formatted).orElse("");
  }

  /** When nothing more will come. */
  void dropIfEmpty() {
    try {
      if (printed().isEmpty()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException stays) {
      // An empty file harms nobody.
    }
  }
}
