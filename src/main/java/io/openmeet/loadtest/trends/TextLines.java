package io.openmeet.loadtest.trends;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads the lines of a file one after the other, whatever they contain; blank ones are left out.
 */
final class TextLines {
  /** Far more than a run needs; bounds the memory for a damaged file. */
  static final int MOST_BYTES = 64 * 1024;

  private static final int BLOCK_BYTES = 64 * 1024;

  /** Gets each line. */
  interface Visitor {
    /**
     * @param number of the line, counted from 1
     * @param text without the line end
     */
    void line(int number, String text) throws IOException;

    /**
     * @param problem why the line is no text: a clause without a full stop
     */
    void damaged(int number, String problem) throws IOException;
  }

  private TextLines() {}

  /** A file that does not exist has no line. */
  static void read(Path file, Visitor visitor) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder");
    }
    try (InputStream in = Files.newInputStream(file)) {
      read(in, visitor);
    } catch (NoSuchFileException noLineYet) {
      return;
    }
  }

  private static void read(InputStream in, Visitor visitor) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] block = new byte[BLOCK_BYTES];
    int number = 1;
    for (int length = in.read(block); length >= 0; length = in.read(block)) {
      int begin = 0;
      for (int end = 0; end < length; end++) {
        if (block[end] == '\n') {
          add(block, begin, end, line);
          visit(number++, line.toByteArray(), visitor);
          line.reset();
          begin = end + 1;
        }
      }
      add(block, begin, length, line);
    }
    visit(number, line.toByteArray(), visitor);
  }

  /** One byte more than allowed is enough to see that a line is too long. */
  private static void add(byte[] block, int begin, int end, ByteArrayOutputStream line) {
    line.write(block, begin, Math.min(end - begin, MOST_BYTES + 1 - line.size()));
  }

  private static void visit(int number, byte[] bytes, Visitor visitor) throws IOException {
    if (bytes.length > MOST_BYTES) {
      visitor.damaged(number, "it is longer than 64 KB");
      return;
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException otherBytes) {
      visitor.damaged(number, "it is not UTF-8");
      return;
    }
    if (!text.isBlank()) {
      visitor.line(number, text);
    }
  }
}
