package io.openmeet.loadtest.monitoringfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.injector.HealthLimits;
import io.openmeet.loadtest.monitoringfiles.GrafanaDashboard.Panel;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import io.openmeet.loadtest.sla.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits that the dashboard draws. */
class GrafanaLimitsTest {
  private static final GrafanaDashboard DASHBOARD = new GrafanaDashboard();
  private static final SlaBook LEVELS = SlaBook.standard();

  /**
   * When a limit depends on profile or simulation, the dashboard draws the value that the run
   * exports.
   */
  private static final Pattern LIMIT_SERIES =
      Pattern.compile("loadtest_sla_limit\\{.*\\bsla=~?\"([a-z0-9|-]+)\"}");

  @ParameterizedTest
  @CsvSource({
    "Error rate, error-rate",
    "WebSocket latency P95, websocket-p95",
    "Database query P95, database-p95",
    "Cache hit ratio, cache-hit-ratio"
  })
  void aLineIsTheLimitOfSlasJson(String title, String id) {
    Sla sla = LEVELS.get(id);
    Panel panel = DASHBOARD.panel(title);

    assertEquals(Limit.inBaseUnit(sla).doubleValue(), panel.line().orElseThrow());
    assertEquals(sla.measure().lowerIsBetter() ? "red" : "green", panel.colorAboveLine());
    assertEquals(sla.measure().unit() == Unit.RATIO ? "percentunit" : "s", panel.unit());
  }

  @Test
  void theLineOnStartLagIsTheVerdicts() {
    assertEquals(
        HealthLimits.START_LAG_P99_MS, 1000 * DASHBOARD.panel("Start lag").line().orElseThrow());
  }

  @Test
  void noOtherPanelHasALine() {
    assertEquals(
        Set.of(
            "Error rate",
            "WebSocket latency P95",
            "Database query P95",
            "Cache hit ratio",
            "Start lag"),
        DASHBOARD
            .panels()
            .filter(panel -> panel.line().isPresent())
            .map(Panel::title)
            .collect(Collectors.toSet()));
  }

  /** Grafana scales an axis by the data only: a line far above the data would be invisible. */
  @Test
  void aLineIsVisibleAlsoWhileItsLevelIsMet() {
    DASHBOARD
        .panels()
        .filter(panel -> panel.line().isPresent())
        .forEach(
            panel -> {
              JsonNode defaults = panel.model().at("/fieldConfig/defaults");
              double top =
                  Math.max(
                      defaults.path("max").asDouble(0),
                      defaults.at("/custom/axisSoftMax").asDouble(0));
              double line = panel.line().orElseThrow();
              assertTrue(line < top && top <= 1.5 * line, panel.title() + ": up to " + top);
            });
  }

  @Test
  void everyLimitIsDrawnInSomePanel() {
    Set<String> drawn = new TreeSet<>();
    DASHBOARD.queries().stream()
        .flatMap(query -> LIMIT_SERIES.matcher(query.expression()).results())
        .forEach(found -> drawn.addAll(Arrays.asList(found.group(1).split("\\|"))));
    drawn.addAll(List.of("error-rate", "websocket-p95", "database-p95", "cache-hit-ratio"));

    assertEquals(
        LEVELS.all().stream()
            // Only journeys can measure these: the dashboard shows their state, without a curve.
            .filter(sla -> sla.measure() != Measure.SHARE)
            .filter(sla -> sla.measure() != Measure.OBSERVED_TIME)
            .map(Sla::id)
            .collect(Collectors.toCollection(TreeSet::new)),
        drawn);
  }
}
