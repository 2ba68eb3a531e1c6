package io.openmeet.loadtest.bench.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.bench.peers.ToolReport.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The line of JSON that wrk.lua prints at the end, since wrk itself prints no P95. */
final class WrkReport {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final double MICROS_PER_MILLI = 1000;

  private WrkReport() {}

  static Optional<ToolReport> read(Path folder) throws IOException {
    Optional<String> line =
        Files.readAllLines(folder.resolve("output")).stream()
            .filter(text -> text.startsWith("{\"p50Us\""))
            .findFirst();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    JsonNode run = JSON.readTree(line.get());
    return Optional.of(
        ToolReport.of(
            new Times(ms(run.path("p50Us")), ms(run.path("p95Us")), ms(run.path("p99Us"))),
            run.path("errors").asLong(),
            Warning.in(folder)));
  }

  private static double ms(JsonNode micros) {
    return micros.asDouble() / MICROS_PER_MILLI;
  }
}
