package io.openmeet.loadtest.bench.peers;

import io.openmeet.loadtest.bench.peers.ToolReport.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The summary that hey prints: percentiles in seconds, answers by status, errors by message. */
final class HeyReport {
  private static final Pattern ANSWERS =
      Pattern.compile("(?m)^ +\\[(\\d)\\d\\d]\\s+(\\d+) responses");
  private static final Pattern ERRORS = Pattern.compile("(?m)^ +\\[(\\d+)]\\s+(?!\\d+ responses)");

  private HeyReport() {}

  static Optional<ToolReport> read(Path folder) throws IOException {
    String output = Files.readString(folder.resolve("output"));
    if (!output.contains("99% in ")) {
      return Optional.empty();
    }
    long wrongStatus =
        ANSWERS
            .matcher(output)
            .results()
            .filter(answers -> !answers.group(1).equals("2"))
            .mapToLong(answers -> Long.parseLong(answers.group(2)))
            .sum();
    return Optional.of(
        ToolReport.of(
            new Times(ms(output, 50), ms(output, 95), ms(output, 99)),
            wrongStatus + withoutAnswer(output),
            Warning.in(folder)));
  }

  /** The histogram above them has counts in brackets, too. */
  private static long withoutAnswer(String output) {
    int from = output.indexOf("Error distribution:");
    return from < 0
        ? 0
        : ERRORS
            .matcher(output.substring(from))
            .results()
            .map(MatchResult::group)
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum();
  }

  private static double ms(String output, int percentile) {
    return Pattern.compile("(?m)^ +" + percentile + "% in ([\\d.]+) secs")
        .matcher(output)
        .results()
        .mapToDouble(line -> Double.parseDouble(line.group(1)) * 1000)
        .findFirst()
        .orElse(Double.NaN);
  }
}
