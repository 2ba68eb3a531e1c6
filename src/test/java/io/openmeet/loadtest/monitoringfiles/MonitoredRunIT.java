package io.openmeet.loadtest.monitoringfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openmeet.loadtest.integration.ForkedSimulation;
import io.openmeet.loadtest.monitoringfiles.GrafanaDashboard.Query;
import io.openmeet.loadtest.runs.MeasuredSimulation;
import io.openmeet.loadtest.simulations.ApiSimulation;
import io.openmeet.loadtest.simulations.WebSocketSimulation;
import io.openmeet.loadtest.sla.SlaBook;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real Prometheus and a real Alertmanager watch two real runs at once, with 100 requests/s and
 * 100 sockets, against one reference API with a fault. The test stops the runs as soon as it has
 * seen everything, because their windows are a minute long.
 */
class MonitoredRunIT {
  private static final String FAULT = "latency=300ms@10%";
  private static final String BROKEN_BY_IT = "ApiP95TooHigh of ApiSimulation";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration LONGEST_RUN = Duration.ofSeconds(60);
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");

  @TempDir private static Path folder;

  private static final List<Process> RUNS = new ArrayList<>();
  private static final Set<String> NOTIFIED = new HashSet<>();
  private static Monitoring monitoring;

  @BeforeAll
  static void watchTwoRuns() throws Exception {
    monitoring = new Monitoring(folder);
    String apiPort = Integer.toString(monitoring.apiPort());
    start(ApiSimulation.class, Map.of("reference.port", apiPort, "reference.faults", FAULT));
    assertTrue(Daemon.within(START, MonitoredRunIT::apiListens), output());
    start(WebSocketSimulation.class, Map.of("baseUrl", "http://127.0.0.1:" + apiPort));
    List<Query> unseen = new ArrayList<>(new GrafanaDashboard().queries());
    Daemon.within(
        LONGEST_RUN,
        () -> {
          unseen.removeIf(query -> !monitoring.valuesOf(query.expression()).isEmpty());
          NOTIFIED.addAll(monitoring.notifiedAlerts());
          return unseen.isEmpty()
              && NOTIFIED.contains(BROKEN_BY_IT)
              && monitoring.firedAlerts().contains(BROKEN_BY_IT);
        });
    assertTrue(RUNS.stream().allMatch(Process::isAlive), output());
  }

  private static boolean apiListens() {
    try (Socket socket = new Socket("127.0.0.1", monitoring.apiPort())) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String output() {
    return MonitoringFiles.text(folder.resolve("run-0.txt"));
  }

  private static void start(
      Class<? extends MeasuredSimulation> simulation, Map<String, String> properties)
      throws IOException {
    int number = RUNS.size();
    Map<String, String> all = new HashMap<>(properties);
    all.put("profile", "daily");
    all.put("metrics.port", monitoring.injectorPorts().get(number).toString());
    RUNS.add(
        ForkedSimulation.start(
            ForkedSimulation.command(simulation, folder, all),
            folder.resolve("run-%d.txt".formatted(number))));
  }

  @AfterAll
  static void end() throws InterruptedException {
    RUNS.forEach(Process::destroy);
    for (Process run : RUNS) {
      run.waitFor();
    }
    if (monitoring != null) {
      monitoring.close();
    }
  }

  static Stream<Query> queries() {
    return new GrafanaDashboard().queries().stream();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyQueryOfTheDashboardHasData(Query query) {
    assertFalse(monitoring.valuesOf(query.expression()).isEmpty(), query.toString());
  }

  @Test
  void everyVariableOfTheDashboardHasValues() {
    List<Matcher> definitions =
        new GrafanaDashboard()
            .variables()
            .map(variable -> LABEL_VALUES.matcher(variable.path("definition").asText()))
            .filter(Matcher::matches)
            .toList();

    assertEquals(3, definitions.size());
    for (Matcher values : definitions) {
      assertFalse(
          monitoring.labelValues(values.group(1), values.group(2)).isEmpty(), values.group());
    }
    assertEquals(
        List.of("ApiSimulation", "WebSocketSimulation"),
        monitoring.labelValues("loadtest_run_info", "simulation"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api-p95",
        "api-p99",
        "error-rate",
        "database-p95",
        "cache-hit-ratio",
        "websocket-p95",
        "broadcasts",
        "broadcast-p95"
      })
  void theExportedLimitIsThatOfSlasJson(String id) {
    double limit = Limit.inBaseUnit(SlaBook.standard().get(id)).doubleValue();
    List<List<Double>> exported =
        monitoring.valuesOf("loadtest_sla_limit{sla=\"%s\"}".formatted(id));

    assertFalse(exported.isEmpty());
    exported.forEach(values -> assertEquals(Set.of(limit), Set.copyOf(values)));
  }

  @Test
  void theAlertOfTheFaultReachesAlertmanager() {
    assertTrue(monitoring.firedAlerts().contains(BROKEN_BY_IT), "fired");
    assertTrue(NOTIFIED.contains(BROKEN_BY_IT), "notified");
  }

  @Test
  void noOtherAlertFires() {
    Set<String> fired = monitoring.firedAlerts();
    assumeTrue(
        fired.stream().noneMatch(alert -> alert.startsWith("InjectorStartsLate")),
        "this machine was too busy for its figures to count: " + fired);

    assertEquals(Set.of(BROKEN_BY_IT), fired);
  }
}
