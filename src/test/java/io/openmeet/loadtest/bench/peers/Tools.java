package io.openmeet.loadtest.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Which tools ran, and how the others can be installed. */
final class Tools {
  private Tools() {}

  /**
   * @param file a line for each tool: name, version, and how to install it if it is missing,
   *     separated by tabs
   * @return a sentence for each
   */
  static List<String> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(line -> sentence(line.split("\t", -1))).toList();
  }

  private static String sentence(String[] fields) {
    Tool tool = Tool.valueOf(fields[0].toUpperCase(Locale.ROOT));
    return fields[2].isEmpty()
        ? "%s %s: %s".formatted(tool.label(), fields[1], tool.manner())
        : "%s is skipped; to install it: %s".formatted(tool.label(), fields[2]);
  }
}
