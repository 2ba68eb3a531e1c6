package io.openmeet.loadtest.bench.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.bench.peers.ToolReport.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The report that Artillery 2 writes with {@code --output}. */
final class ArtilleryReport {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern ERRORS = Pattern.compile("errors\\..+|http\\.codes\\.[45]\\d\\d");

  private ArtilleryReport() {}

  static Optional<ToolReport> read(Path folder) throws IOException {
    Path file = folder.resolve("report.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode run = JSON.readTree(file.toFile()).path("aggregate");
    JsonNode times = run.path("summaries").path("http.response_time");
    return Optional.of(
        new ToolReport(
            new Times(
                times.path("p50").asDouble(),
                times.path("p95").asDouble(),
                times.path("p99").asDouble()),
            run.path("counters").properties().stream()
                .filter(counter -> ERRORS.matcher(counter.getKey()).matches())
                .map(Map.Entry::getValue)
                .mapToLong(JsonNode::asLong)
                .sum(),
            Optional.empty(),
            Warning.in(folder)));
  }
}
