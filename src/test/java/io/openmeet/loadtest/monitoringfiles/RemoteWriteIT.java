package io.openmeet.loadtest.monitoringfiles;

import static io.openmeet.loadtest.monitoringfiles.MonitoringFiles.elements;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openmeet.loadtest.integration.ForkedSimulation;
import io.openmeet.loadtest.simulations.SearchSimulation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes a real run, and the run sends it the same figures. */
class RemoteWriteIT {
  private static final String SCRAPED = "scraped";
  private static final String SENT = "loadtest";

  @TempDir private static Path folder;

  private static Daemon prometheus;
  private static ForkedSimulation.Result run;
  private static String id;

  @BeforeAll
  static void watchARun() throws Exception {
    int port = Daemon.freePort();
    Path configuration =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            scrape_configs:
              - job_name: %s
                scrape_interval: 1s
                scrape_timeout: 1s
                static_configs:
                  - targets: ["127.0.0.1:%d"]
            """
                .formatted(SCRAPED, port));
    prometheus =
        new Daemon(
            InstalledTool.PROMETHEUS,
            folder,
            "--config.file=" + configuration,
            "--storage.tsdb.path=" + folder.resolve("prometheus"),
            "--web.enable-remote-write-receiver");
    // Whatever its verdict is: this machine may be too busy for a valid run.
    Path results = Files.createDirectories(folder.resolve("results"));
    run =
        ForkedSimulation.run(
            ForkedSimulation.command(
                SearchSimulation.class,
                results,
                Map.of(
                    "metrics.port",
                    Integer.toString(port),
                    "metrics.linger",
                    "20",
                    "metrics.remoteWrite",
                    "http://127.0.0.1:%d/api/v1/write".formatted(prometheus.port()))),
            results);
    id = run.runFolder().getFileName().toString();
  }

  @AfterAll
  static void end() {
    if (prometheus != null) {
      prometheus.close();
    }
  }

  @Test
  void theRunSendsWhatAScrapeFinds() {
    Set<JsonNode> sent = series(SENT);

    assertTrue(sent.size() > 100, run.output());
    assertEquals(series(SCRAPED), sent);
  }

  /** The series of a job, without the labels that Prometheus or the sender gives them. */
  private static Set<JsonNode> series(String job) {
    return elements(
            prometheus
                .get(
                    "/api/v1/series?match%%5B%%5D=%s"
                        .formatted(encoded("{job=\"%s\",run_id=\"%s\"}".formatted(job, id))))
                .path("data"))
        .<JsonNode>map(labels -> ((ObjectNode) labels).without(List.of("job", "instance")))
        .collect(Collectors.toSet());
  }

  @Test
  void theLastFiguresAreThoseOfTheLastScrape() {
    Map<JsonNode, String> scraped = lastValues(SCRAPED);

    assertFalse(scraped.isEmpty());
    assertEquals(scraped, lastValues(SENT));
  }

  private static Map<JsonNode, String> lastValues(String job) {
    String figures =
        "last_over_time({job=\"%s\",run_id=\"%s\",__name__=~\"%s\"}[10m])"
            .formatted(
                job, id, "loadtest_(requests_total|response_time_seconds_.*|sla_.*|window_.*)");
    return elements(query(figures, Instant.now()))
        .collect(
            Collectors.toMap(
                one -> ((ObjectNode) one.path("metric")).without(List.of("job", "instance")),
                one -> one.at("/value/1").asText()));
  }

  /** Without an end, Prometheus would find the series for five minutes. */
  @Test
  void theSeriesHaveEndedAMinuteLater() {
    String everything = "{job=\"%s\",run_id=\"%s\"}".formatted(SENT, id);

    assertEquals(0, query(everything, Instant.now().plusSeconds(60)).size());
  }

  @Test
  void theRunSaysNothingAboutIt() {
    assertFalse(run.output().contains("did not take the run's figures"), run.output());
  }

  private static JsonNode query(String expression, Instant at) {
    return prometheus
        .get("/api/v1/query?time=%s&query=%s".formatted(at, encoded(expression)))
        .at("/data/result");
  }

  private static String encoded(String expression) {
    return URLEncoder.encode(expression, StandardCharsets.UTF_8);
  }
}
