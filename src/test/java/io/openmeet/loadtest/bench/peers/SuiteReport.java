package io.openmeet.loadtest.bench.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.bench.peers.ToolReport.Times;
import io.openmeet.loadtest.statistics.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The suite's results.json. Its times are those that users feel. */
final class SuiteReport {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SuiteReport() {}

  static Optional<ToolReport> read(Path folder) throws IOException {
    return result(folder).map(SuiteReport::report);
  }

  /** The measured part of the run, which begins after the warm-up. */
  static Optional<Window> window(Path folder) throws IOException {
    return result(folder)
        .map(result -> result.path("window"))
        .map(window -> new Window(epochMs(window.path("start")), epochMs(window.path("end"))));
  }

  /** Empty when the run stopped early. */
  private static Optional<JsonNode> result(Path folder) throws IOException {
    Path file = folder.resolve("results.json");
    return Files.exists(file) ? Optional.of(JSON.readTree(file.toFile())) : Optional.empty();
  }

  private static ToolReport report(JsonNode result) {
    JsonNode felt = result.path("latency").path("corrected");
    String verdict = result.path("verdict").asText();
    return new ToolReport(
        new Times(
            felt.path("p50Ms").asDouble(),
            felt.path("p95Ms").asDouble(),
            felt.path("p99Ms").asDouble()),
        result.path("totals").path("ko").asLong(),
        Optional.of(
            "%d dropped, P99 %d ms late"
                .formatted(
                    result.path("dropped").path("count").asLong(),
                    result.path("arrivals").path("lagP99Ms").asLong())),
        verdict.equals("PASS")
            ? Optional.empty()
            : Optional.of(verdict + ": " + result.path("reasons").path(0).asText()));
  }

  private static long epochMs(JsonNode instant) {
    return Instant.parse(instant.asText()).toEpochMilli();
  }
}
