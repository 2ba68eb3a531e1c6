package io.openmeet.loadtest.dashboard;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.monitoringfiles.Daemon;
import io.openmeet.loadtest.monitoringfiles.InstalledTool;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.loadtest.settings.RemoteWriteSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus, which scrapes nothing, receives a run whose page is off. */
class SentRunIT {
  private static final FinalOutcome FAIL =
      new FinalOutcome(RunVerdict.FAIL, List.of("Error rate is 25 %."), List.of(), "");

  @TempDir Path folder;
  private Daemon prometheus;

  @BeforeEach
  void startPrometheus() throws IOException {
    prometheus =
        new Daemon(
            InstalledTool.PROMETHEUS,
            folder,
            "--config.file=" + Files.writeString(folder.resolve("prometheus.yml"), "global: {}"),
            "--storage.tsdb.path=" + folder.resolve("prometheus"),
            "--web.enable-remote-write-receiver");
  }

  @AfterEach
  void stopPrometheus() {
    prometheus.close();
  }

  @Test
  void prometheusHasTheFinalFiguresAndThenTheSeriesEnd() throws Exception {
    String id;
    List<String> console;
    try (GrowingRun run = GrowingRun.sending(folder, settings(), "error-rate")) {
      id = run.id();
      console = run.console;
      for (int i = 0; i < 4; i++) {
        run.visit("Search \uD83C\uDF89", 10 * i, 200, i > 0);
      }
      run.over(FAIL);
    }
    assertEquals(List.of(), console);
    double atSeconds = lastSampleSeconds(id);

    List<JsonNode> requests =
        values("loadtest_requests_total{run_id=\"%s\"}".formatted(id), atSeconds);
    assertEquals(Map.of("ok", 3.0, "ko", 1.0), byLabel(requests, "outcome"));
    JsonNode labels = requests.get(0).path("metric");
    assertAll(
        () -> assertEquals("loadtest", labels.path("job").asText()),
        () ->
            assertEquals(
                InetAddress.getLocalHost().getHostName(), labels.path("instance").asText()),
        () -> assertEquals("ApiSimulation", labels.path("simulation").asText()),
        () -> assertEquals("Search \uD83C\uDF89", labels.path("request").asText()));
    assertEquals(
        Map.of("met", 0.0, "broken", 1.0, "no_data", 0.0, "not_judged", 0.0),
        byLabel(values("loadtest_sla_state{run_id=\"%s\"}".formatted(id), atSeconds), "state"));
    // 200 ms each: none up to 100 ms, three good ones up to 200 ms.
    String bucket = "loadtest_response_time_seconds_bucket{outcome=\"ok\",le=\"%s\"}";
    assertEquals(0, values(bucket.formatted("0.1"), atSeconds).get(0).at("/value/1").asDouble());
    assertEquals(3, values(bucket.formatted("0.2"), atSeconds).get(0).at("/value/1").asDouble());

    String everything = "{run_id=\"%s\"}".formatted(id);
    assertTrue(values(everything, atSeconds + 9.9).size() > 20);
    assertEquals(List.of(), values(everything, atSeconds + 10.1));
  }

  private RemoteWriteSettings settings() {
    return new RemoteWriteSettings(
        URI.create("http://127.0.0.1:%d/api/v1/write".formatted(prometheus.port())),
        Optional.empty(),
        InjectorShare.WHOLE);
  }

  /** A range of raw samples does not contain the mark by which a series ends. */
  private double lastSampleSeconds(String id) {
    List<JsonNode> samples =
        values(
            "loadtest_run_progress_ratio{run_id=\"%s\"}[10m]".formatted(id),
            System.currentTimeMillis() / 1000.0 + 60);
    JsonNode raw = samples.get(0).path("values");
    return raw.get(raw.size() - 1).get(0).asDouble();
  }

  private List<JsonNode> values(String expression, double atSeconds) {
    JsonNode answer =
        prometheus.get(
            "/api/v1/query?time=%.3f&query=%s"
                .formatted(atSeconds, URLEncoder.encode(expression, StandardCharsets.UTF_8)));
    return StreamSupport.stream(answer.at("/data/result").spliterator(), false).toList();
  }

  private static Map<String, Double> byLabel(List<JsonNode> series, String label) {
    return series.stream()
        .collect(
            Collectors.toMap(
                one -> one.path("metric").path(label).asText(),
                one -> one.at("/value/1").asDouble()));
  }
}
