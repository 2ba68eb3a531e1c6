package io.openmeet.loadtest.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a peer prints when it notices that it cannot keep up. */
final class Warning {
  private static final Pattern WARNING =
      Pattern.compile("(?i)CPU usage|high CPU|keep up|fall(s|ing) behind");

  /** Of Locust's log: time, host, level and logger. */
  private static final Pattern PREFIX = Pattern.compile("^\\[[^]]*] \\S+: ");

  private Warning() {}

  /**
   * The first such line of the tool's output.
   *
   * @param folder of its run
   */
  static Optional<String> in(Path folder) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("output"))) {
      return lines
          .filter(line -> WARNING.matcher(line).find())
          .map(line -> PREFIX.matcher(line).replaceFirst("").strip())
          .findFirst();
    }
  }
}
