package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.results.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of a Markdown file that a program writes, between two comments. */
final class MarkedBlock {
  static final String BEGIN =
      "<!-- performance-report: `ci/loadtest performance-report` writes these lines -->\n";
  static final String END = "<!-- performance-report: end -->\n";

  private MarkedBlock() {}

  /**
   * The lines between the comments; empty if the file has no such comments.
   *
   * @throws IOException when the second comment is missing
   */
  static Optional<String> read(Path file) throws IOException {
    String content = Files.readString(file, StandardCharsets.UTF_8);
    int begin = content.indexOf(BEGIN);
    if (begin < 0) {
      return Optional.empty();
    }
    int end = content.indexOf(END, begin);
    if (end < 0) {
      throw new IOException(
          "%s: expected the line %s after %s, found none; restore it."
              .formatted(file, END.strip(), BEGIN.strip()));
    }
    return Optional.of(content.substring(begin + BEGIN.length(), end));
  }

  /** Replaces the lines, if the file has the comments. */
  static void replace(Path file, String lines) throws IOException {
    Optional<String> block = read(file);
    if (block.isPresent() && !block.get().equals(lines)) {
      String content = Files.readString(file, StandardCharsets.UTF_8);
      int begin = content.indexOf(BEGIN) + BEGIN.length();
      String changed =
          content.substring(0, begin) + lines + content.substring(begin + block.get().length());
      WholeFile.write(file, out -> out.write(changed.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
