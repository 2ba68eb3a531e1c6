package io.openmeet.loadtest.journeys;

import io.openmeet.feeders.Feeders.Recording;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * A recording of the feeder as a file to upload: Gatling streams it from disk, so that hundreds of
 * uploads in flight do not fill the injector's memory.
 *
 * @param file deleted when the JVM ends
 * @param sha256 lower-case hex digest of its bytes
 */
record RecordingFile(Recording recording, Path file, String sha256) {
  private static final int BYTES_PER_KILOBYTE = 1024;

  /**
   * Writes all recordings. Their bytes are random, like compressed media, but the same in every
   * run.
   */
  static List<RecordingFile> write(List<Recording> recordings) {
    try {
      Path folder = Files.createTempDirectory("openmeet-recordings");
      folder.toFile().deleteOnExit();
      return recordings.stream().map(recording -> write(folder, recording)).toList();
    } catch (IOException full) {
      throw unwritable(full);
    }
  }

  private static RecordingFile write(Path folder, Recording recording) {
    byte[] content = new byte[recording.kilobytes() * BYTES_PER_KILOBYTE];
    new Random(recording.hashCode()).nextBytes(content);
    try {
      Path file = Files.write(Files.createTempFile(folder, "recording", ".bin"), content);
      file.toFile().deleteOnExit();
      return new RecordingFile(recording, file, sha256(content));
    } catch (IOException full) {
      throw unwritable(full);
    }
  }

  private static ConfigurationException unwritable(IOException full) {
    return new ConfigurationException(
        "The recordings to upload cannot be written to the temporary folder %s: %s; make room there."
            .formatted(System.getProperty("java.io.tmpdir"), full.getMessage()),
        full);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }
}
