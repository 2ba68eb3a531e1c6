package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.results.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Changes a file with one line for each record, which several processes use. */
final class JsonLines {
  private JsonLines() {}

  /**
   * Adds a line under the lock of the folder, which is created: the whole line is on the disk, or
   * the file is unchanged.
   *
   * @throws IOException when the disk is full, for instance
   */
  static void append(Path file, String line) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) { // a link to a folder is none that can be created
      Files.createDirectories(folder);
    }
    HistoryLock.during(
        folder,
        () -> {
          appendLocked(file, line + "\n");
          return null;
        });
  }

  private static void appendLocked(Path path, String line) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long size = file.size();
      String whole = endsWithinLine(file, size) ? "\n" + line : line;
      ByteBuffer bytes = ByteBuffer.wrap(whole.getBytes(StandardCharsets.UTF_8));
      try {
        file.position(size);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(true);
      } catch (IOException noRoom) {
        file.truncate(size);
        throw noRoom;
      }
    }
  }

  /** Whether a writer was stopped before its line was complete. */
  private static boolean endsWithinLine(FileChannel file, long size) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return size > 0 && file.read(last, size - 1) == 1 && last.get(0) != '\n';
  }

  /**
   * Removes all other lines. The caller holds the lock. Programs that read the file meanwhile see
   * the old or the new content.
   *
   * @param numbers of the lines that stay, counted from 1
   */
  static void keep(Path file, Set<Integer> numbers) throws IOException {
    WholeFile.write(file, out -> TextLines.read(file, new Copy(numbers, out)));
  }

  private record Copy(Set<Integer> numbers, OutputStream out) implements TextLines.Visitor {
    @Override
    public void line(int number, String text) throws IOException {
      if (numbers.contains(number)) {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }

    @Override
    public void damaged(int number, String problem) {
      // No line that stays is damaged.
    }
  }
}
