package io.openmeet.loadtest.launch;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file with the standard error of a reference API; it is deleted when it stays empty. */
final class ReferenceLog {
  private final Path file;

  private ReferenceLog(Path file) {
    this.file = file;
  }

  /**
   * @param folder created when it does not exist
   * @throws ConfigurationException when it cannot be written to
   */
  static ReferenceLog in(Path folder) {
    try {
      return new ReferenceLog(
          Files.createTempFile(Files.createDirectories(folder), "api-", ".log"));
    } catch (IOException unwritable) {
      throw new ConfigurationException(
          "reference.dataFolder: expected a folder for the reference API's files, but %s cannot be written to (%s); free some disk space, or set another folder."
              .formatted(folder, unwritable),
          unwritable);
    }
  }

  Redirect redirect() {
    return Redirect.to(file.toFile());
  }

  /** The file; empty when the API printed nothing, or when the file was moved elsewhere. */
  Optional<Path> file() {
    try {
      return Files.exists(file) && Files.size(file) > 0 ? Optional.of(file) : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** A sentence to append to a message, with the file's path; empty when there is no output. */
  String hint() {
    return file().map(" See its output in %s."::formatted).orElse("");
  }

  /** Must be called only when the API prints nothing more. */
  void deleteIfEmpty() {
    try {
      if (file().isEmpty()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException stays) {
      // An empty file does no harm.
    }
  }
}
