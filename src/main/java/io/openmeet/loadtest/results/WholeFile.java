package io.openmeet.loadtest.results;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a file under a temporary name in the same folder and renames it when it is complete.
 * Programs that read or write the same file at that moment see either the old or the new content.
 */
public final class WholeFile {
  private WholeFile() {}

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * @throws FileSystemException when it cannot be written; it names the file, which is as before
   */
  public static void write(Path file, Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path beside = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside))) {
        content.writeTo(out);
      } catch (FileSystemException named) {
        throw named;
      } catch (IOException unnamed) {
        throw named(file, unnamed);
      }
      beside.toFile().setReadable(true, false);
      move(beside, file);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** Of a full disk, for instance, Java says only that it is full. */
  private static FileSystemException named(Path file, IOException problem) {
    FileSystemException named =
        new FileSystemException(file.toString(), null, FileProblem.reason(problem));
    named.initCause(problem);
    return named;
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException onThisDisk) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
