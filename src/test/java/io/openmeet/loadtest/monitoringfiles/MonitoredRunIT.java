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
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import io.openmeet.loadtest.sla.Unit;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
  private static final String BROKEN_BY_IT = "LoadTestServiceLevelBroken ApiSimulation api-p95";
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration LONGEST_RUN = Duration.ofMinutes(3);
  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((\\w+)(?:\\{job=\"\\$job\"})?, (\\w+)\\)");

  @TempDir private static Path folder;

  private static final List<Process> RUNS = new ArrayList<>();
  private static final Map<String, String> NOTIFIED = new HashMap<>();
  private static Monitoring monitoring;

  @BeforeAll
  static void watchTwoRuns() throws Exception {
    monitoring = new Monitoring(folder);
    String apiPort = Integer.toString(monitoring.apiPort());
    start(ApiSimulation.class, Map.of("reference.port", apiPort, "reference.faults", FAULT));
    assertTrue(Daemon.within(START, MonitoredRunIT::apiListens), output());
    start(WebSocketSimulation.class, Map.of("baseUrl", "http://127.0.0.1:" + apiPort));
    List<Query> unseen = new ArrayList<>(queries().toList());
    Daemon.within(
        LONGEST_RUN,
        () -> {
          unseen.removeIf(query -> !monitoring.valuesOf(query.expression()).isEmpty());
          NOTIFIED.putAll(monitoring.notifiedAlerts());
          return unseen.isEmpty()
                  && NOTIFIED.containsKey(BROKEN_BY_IT)
                  && monitoring.firedAlerts().contains(BROKEN_BY_IT)
              || !RUNS.stream().allMatch(Process::isAlive);
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
    // Neither of the two runs has a browser.
    return new GrafanaDashboard()
        .queries().stream().filter(query -> !query.expression().contains("browser-"));
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

    assertEquals(2, definitions.size());
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
    Sla sla = SlaBook.standard().get(id);
    double limit = sla.measure().unit() == Unit.MILLISECONDS ? sla.limit() / 1000 : sla.limit();
    List<List<Double>> exported =
        monitoring.valuesOf("loadtest_sla_limit{sla=\"%s\"}".formatted(id));

    assertFalse(exported.isEmpty());
    exported.forEach(values -> assertEquals(Set.of(limit), Set.copyOf(values)));
  }

  /** At the times of the windows, Grafana shows marks with these links. */
  @Test
  void everyEventOfARunLinksItsScorecard() {
    List<Query> events = new GrafanaDashboard().events();
    Set<String> runs = Set.copyOf(monitoring.labelValues("loadtest_run_info", "run_id"));

    assertEquals(2, runs.size());
    assertEquals(2, events.size());
    for (Query event : events) {
      assertEquals(
          runs.stream()
              .map(run -> GrafanaDashboard.REPORTS + "/" + run + "/scorecard.html")
              .collect(Collectors.toSet()),
          monitoring.labelOf(event.expression(), "scorecard"));
      double now = System.currentTimeMillis();
      monitoring
          .valuesOf(event.expression())
          .forEach(times -> assertEquals(now, times.get(0), Duration.ofMinutes(5).toMillis()));
    }
  }

  @Test
  void theAlertOfTheFaultReachesAlertmanager() {
    assertTrue(monitoring.firedAlerts().contains(BROKEN_BY_IT), "fired");
    String description = NOTIFIED.get(BROKEN_BY_IT);
    assertTrue(
        description.matches("Value \\d\\S*, limit 0\\.2 .* Run apisimulation-\\d+\\."),
        description);
  }

  @Test
  void noOtherAlertFires() {
    Set<String> fired = monitoring.firedAlerts();
    assumeTrue(
        fired.stream().noneMatch(alert -> alert.startsWith("LoadTestInjectorLate")),
        "this machine was too busy for its figures to count: " + fired);

    assertEquals(Set.of(BROKEN_BY_IT), fired);
  }
}
