package io.openmeet.loadtest.monitoringfiles;

import static io.openmeet.loadtest.monitoringfiles.MonitoringFiles.elements;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Prometheus and an Alertmanager with the files of ci/monitoring; only the ports differ. */
final class Monitoring implements AutoCloseable {
  private final Instant startedAt = Instant.now();
  private final List<Integer> injectorPorts = List.of(Daemon.freePort(), Daemon.freePort());
  private final int apiPort = Daemon.freePort();
  private final Daemon alertmanager;
  private final Daemon prometheus;

  /**
   * @param folder for their data; the caller deletes it
   */
  Monitoring(Path folder) throws IOException {
    alertmanager =
        new Daemon(
            InstalledTool.ALERTMANAGER,
            folder,
            "--config.file=" + MonitoringFiles.ALERTMANAGER,
            "--cluster.listen-address=",
            "--storage.path=" + folder.resolve("alertmanager"));
    try {
      prometheus =
          new Daemon(
              InstalledTool.PROMETHEUS,
              folder,
              "--config.file=" + configuration(folder),
              "--storage.tsdb.path=" + folder.resolve("prometheus"));
    } catch (IOException | Error notStarted) {
      alertmanager.close();
      throw notStarted;
    }
  }

  private Path configuration(Path folder) throws IOException {
    String written = MonitoringFiles.text(MonitoringFiles.PROMETHEUS);
    String injectors =
        injectorPorts.stream()
            .map(port -> "\"127.0.0.1:%d\"".formatted(port))
            .collect(Collectors.joining(", "));
    String here = replaced(written, "\"127.0.0.1:9464\"", injectors);
    here = replaced(here, "127.0.0.1:8080", "127.0.0.1:" + apiPort);
    here = replaced(here, "127.0.0.1:9093", "127.0.0.1:" + alertmanager.port());
    here = replaced(here, "rules/*.yml", MonitoringFiles.FOLDER.toAbsolutePath() + "/rules/*.yml");
    return Files.writeString(folder.resolve("prometheus.yml"), here);
  }

  private static String replaced(String text, String part, String by) {
    assertTrue(text.contains(part), part);
    return text.replace(part, by);
  }

  /** Two simulations can be watched at the same time. */
  List<Integer> injectorPorts() {
    return injectorPorts;
  }

  int apiPort() {
    return apiPort;
  }

  /** The values of an expression since the start, one list for each series; none is NaN. */
  List<List<Double>> valuesOf(String expression) {
    return elements(rangeOf(expression))
        .map(
            series ->
                elements(series.path("values"))
                    .map(value -> Double.valueOf(value.get(1).asText()))
                    .filter(value -> !value.isNaN())
                    .toList())
        .filter(values -> !values.isEmpty())
        .toList();
  }

  /** The values of a label in all series of a metric since the start. */
  List<String> labelValues(String metric, String label) {
    JsonNode answer =
        prometheus.get(
            "/api/v1/label/%s/values?start=%s&match[]=%s"
                .formatted(label, startedAt, metric)
                .replace("[]", "%5B%5D"));
    return elements(answer.path("data")).map(JsonNode::asText).toList();
  }

  /** The values of a label in all series of an expression since the start. */
  Set<String> labelOf(String expression, String label) {
    return elements(rangeOf(expression))
        .map(series -> series.path("metric").path(label).asText())
        .collect(Collectors.toSet());
  }

  /** The alerts that have fired since the start, each with its simulation and service level. */
  Set<String> firedAlerts() {
    return elements(rangeOf("ALERTS{alertstate=\"firing\"}"))
        .map(series -> named(series.path("metric")))
        .collect(Collectors.toSet());
  }

  /** The descriptions of the alerts that Alertmanager has now, by the same names. */
  Map<String, String> notifiedAlerts() {
    return elements(alertmanager.get("/api/v2/alerts"))
        .collect(
            Collectors.toMap(
                alert -> named(alert.path("labels")),
                alert -> alert.at("/annotations/description").asText()));
  }

  private static String named(JsonNode labels) {
    return Stream.of("alertname", "simulation", "sla")
        .map(label -> labels.path(label).asText())
        .filter(value -> !value.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** Every second's values since the start. */
  private JsonNode rangeOf(String expression) {
    return prometheus
        .get(
            "/api/v1/query_range?step=1&start=%s&end=%s&query=%s"
                .formatted(startedAt, Instant.now(), encoded(expression)))
        .at("/data/result");
  }

  private static String encoded(String expression) {
    return URLEncoder.encode(expression, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    prometheus.close();
    alertmanager.close();
  }
}
