package io.openmeet.loadtest.monitoringfiles;

import static io.openmeet.loadtest.monitoringfiles.MonitoringFiles.elements;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends alerts to a real Alertmanager with our files, and checks which of them it suppresses. */
class InhibitionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @ParameterizedTest
  @ValueSource(strings = {"alertmanager.yml", "alertmanager.webhook.example.yml"})
  void aLateInjectorSuppressesBrokenLevelsOfItsRunOnly(String file, @TempDir Path folder)
      throws Exception {
    try (Daemon alertmanager =
        new Daemon(
            InstalledTool.ALERTMANAGER,
            folder,
            "--config.file=" + MonitoringFiles.FOLDER.resolve(file),
            "--cluster.listen-address=",
            "--storage.path=" + folder.resolve("data"))) {
      send(alertmanager, "LoadTestInjectorLate", "run_id=late");
      send(alertmanager, "LoadTestServiceLevelBroken", "run_id=late");
      send(alertmanager, "LoadTestServiceLevelBroken", "run_id=other");
      send(alertmanager, "LoadTestTargetMetricsMissing", "instance=target");

      Map<String, String> expected =
          Map.of(
              "LoadTestInjectorLate late", "active",
              "LoadTestServiceLevelBroken late", "suppressed",
              "LoadTestServiceLevelBroken other", "active",
              "LoadTestTargetMetricsMissing ", "active");
      assertTrue(
          Daemon.within(PATIENCE, () -> states(alertmanager).equals(expected)),
          () -> states(alertmanager).toString());
    }
  }

  private static void send(Daemon alertmanager, String name, String label) {
    InstalledTool.AMTOOL.accepts(
        "alert",
        "add",
        "--alertmanager.url=http://127.0.0.1:" + alertmanager.port(),
        "alertname=" + name,
        "severity=warning",
        label);
  }

  private static Map<String, String> states(Daemon alertmanager) {
    return elements(alertmanager.get("/api/v2/alerts"))
        .collect(
            Collectors.toMap(
                alert ->
                    alert.at("/labels/alertname").asText()
                        + " "
                        + alert.at("/labels/run_id").asText(),
                alert -> alert.at("/status/state").asText()));
  }
}
