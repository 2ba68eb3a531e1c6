package io.openmeet.loadtest.bench.peers;

import io.openmeet.loadtest.target.MetricsText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the script read at one moment.
 *
 * @param atMs epoch milliseconds
 * @param cpuSeconds of the tool's processes so far, in user and system mode
 * @param metrics of the API, without those about the readings themselves
 */
record Reading(long atMs, double cpuSeconds, MetricsText metrics) {
  static final String REQUESTS = "openmeet_http_requests_seconds";

  private static final String OF_READINGS = "route=\"/metrics\"";

  /**
   * The file's first line is a comment with both figures, the others are the metrics.
   *
   * @throws IOException when the file cannot be read, or begins with another line
   */
  static Reading read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] figures = lines.isEmpty() ? new String[0] : lines.get(0).split(" ");
    if (figures.length < 3 || !figures[0].equals("#")) {
      throw new IOException(
          "%s: expected # and the milliseconds and seconds of CPU in the first line"
              .formatted(file));
    }
    return new Reading(
        Long.parseLong(figures[1]),
        Double.parseDouble(figures[2]),
        MetricsText.parse(
            lines.stream()
                .filter(line -> !line.contains(OF_READINGS))
                .collect(Collectors.joining("\n"))));
  }

  /** Requests that the API has answered since its start. */
  double requests() {
    return metrics.samples(REQUESTS + "_count").stream()
        .mapToDouble(MetricsText.Sample::value)
        .sum();
  }
}
