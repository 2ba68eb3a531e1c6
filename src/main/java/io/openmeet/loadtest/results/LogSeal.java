package io.openmeet.loadtest.results;

import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.statistics.Required;
import io.openmeet.loadtest.statistics.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Identifies a log as it was at the end of its run. Without it a changed log could pass: a log with
 * missing records is as readable as the whole.
 *
 * @param bytes its length
 * @param sha256 of its content, 64 hexadecimal digits
 * @param answers that the load side counted within the measured window
 */
public record LogSeal(long bytes, String sha256, long answers) {
  /** The load side counts an answer when the user continues, which is after the answer came. */
  private static final long COUNTED_AFTER_MS = 1_000;

  /** Largest difference between the window's clock and the log's clock. */
  private static final long CLOCKS_APART_MS = 50;

  public LogSeal {
    Required.that(bytes >= 0, "log.bytes", "a number of 0 or more", bytes);
    Required.that(
        sha256 != null && sha256.matches("[0-9a-f]{64}"),
        "log.sha256",
        "64 hexadecimal digits",
        sha256);
    Required.that(answers >= 0, "log.answers", "a number of 0 or more", answers);
  }

  /**
   * @param answers that the load side counted within the window
   */
  public static LogSeal of(Path log, long answers) throws IOException {
    return new LogSeal(Files.size(log), sha256(log), answers);
  }

  private static String sha256(Path log) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(log), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A sentence that says why a log is not the one that the run wrote; empty when it is. */
  Optional<String> objectionTo(Path log) throws IOException {
    long size = Files.size(log);
    if (size != bytes) {
      return Optional.of(
          "The log is not the one that the run wrote: expected %s bytes, found %s. Use the original log, or run again."
              .formatted(NumberText.count(bytes), NumberText.count(size)));
    }
    return sha256(log).equals(sha256)
        ? Optional.empty()
        : Optional.of(
            "The log is not the one that the run wrote: its length is the same, but its SHA-256 differs. Use the original log, or run again.");
  }

  /**
   * The same, or a sentence that says that the log was incomplete from the beginning.
   *
   * @param logged answers in the log that the load side may have counted; more than {@link
   *     #answers()} are accepted, because the load side does not count all kinds
   */
  Optional<String> objectionTo(Path log, long logged) throws IOException {
    Optional<String> changed = objectionTo(log);
    return changed.isPresent() || logged >= answers
        ? changed
        : Optional.of(
            "The log is incomplete: the users counted %s answers in the window, and the log has %s. Check for a full or busy disk, and run again."
                .formatted(NumberText.count(answers), NumberText.count(logged)));
  }

  /** Counts the answers for {@link #objectionTo(Path, long)}. */
  static final class Answers implements LogVisitor {
    private final Window around;
    private long count;

    Answers(Window window) {
      this.around =
          new Window(window.startMs() - COUNTED_AFTER_MS, window.endMs() + CLOCKS_APART_MS);
    }

    @Override
    public void request(int path, long startMs, long endMs, boolean ok, int message) {
      if (around.contains(endMs)) {
        count++;
      }
    }

    long count() {
      return count;
    }
  }
}
