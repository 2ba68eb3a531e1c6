package io.openmeet.loadtest.monitoringfiles;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.openmeet.loadtest.injector.HealthLimits;
import io.openmeet.loadtest.monitoringfiles.GrafanaDashboard.Panel;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import io.openmeet.loadtest.sla.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GrafanaDashboardTest {
  private static final GrafanaDashboard DASHBOARD = new GrafanaDashboard();
  private static final SlaBook LEVELS = SlaBook.standard();
  private static final int GRID_COLUMNS = 24;

  /**
   * When a limit depends on profile or simulation, the dashboard draws the value that the run
   * exports.
   */
  private static final Pattern LIMIT_SERIES =
      Pattern.compile("loadtest_sla_limit\\{.*\\bsla=~?\"([a-z0-9|-]+)\"}");

  static Stream<Panel> panels() {
    return DASHBOARD.panels();
  }

  @Test
  void hasItsTitleAndAFixedIdOfItsOwn() {
    assertEquals("Load Testing & Performance", DASHBOARD.model().path("title").asText());
    assertEquals("openmeet-load-testing", DASHBOARD.model().path("uid").asText());
    assertNull(DASHBOARD.model().get("id"), "the id is a row number of one Grafana's database");
  }

  @Test
  void hasThePanelsThatWereAskedFor() {
    Set<String> titles = DASHBOARD.panels().map(Panel::title).collect(Collectors.toSet());

    assertTrue(
        titles.containsAll(
            List.of(
                "Service levels",
                "Request rate",
                "Response-time percentiles",
                "Error rate",
                "Requests by status",
                "Active users",
                "WebSocket connections",
                "WebSocket latency P95",
                "Database query P95",
                "Connection pool",
                "Cache hit ratio",
                "CPU of the API",
                "Memory of the API",
                "CPU of the injector",
                "Memory of the injector",
                "Start lag")),
        titles.toString());
    assertEquals(titles.size(), DASHBOARD.panels().count(), "titles are there once");
  }

  @Test
  void letsAReaderChooseSimulationAndInstance() {
    assertEquals(
        List.of("datasource", "simulation", "injector", "instance"),
        DASHBOARD.variables().map(variable -> variable.path("name").asText()).toList());
    DASHBOARD
        .variables()
        .forEach(variable -> assertFalse(variable.path("description").asText().isBlank()));
  }

  @ParameterizedTest
  @MethodSource("panels")
  void everyPanelExplainsItself(Panel panel) {
    assertAll(
        () -> assertTrue(panel.model().path("description").asText().length() > 20, "description"),
        () -> assertFalse(panel.unit().isBlank(), "unit"),
        () -> assertFalse(panel.model().path("targets").isEmpty(), "queries"),
        () -> assertTrue(panel.model().at("/fieldConfig/defaults/thresholds/steps").size() > 0),
        () ->
            MonitoringFiles.elements(panel.model().path("targets"))
                .forEach(
                    target -> {
                      assertFalse(target.path("legendFormat").asText().isBlank(), "legend");
                      assertEquals("${datasource}", target.at("/datasource/uid").asText());
                    }));
  }

  @Test
  void everyPanelFollowsTheVariables() {
    // The alerts' own series have no instance label.
    DASHBOARD
        .panels()
        .filter(panel -> !panel.title().equals("Broken service levels"))
        .flatMap(panel -> MonitoringFiles.elements(panel.model().path("targets")))
        .map(target -> target.path("expr").asText())
        .forEach(
            expression ->
                assertTrue(
                    expression.contains("simulation=~\"$simulation\", instance=~\"$injector\"")
                        || expression.contains("instance=~\"$instance\""),
                    expression));
  }

  @Test
  void panelsStandBesideEachOtherAndInReadingOrder() {
    Map<String, String> taken = new HashMap<>();
    int lastY = 0;
    for (Panel panel : DASHBOARD.everything().toList()) {
      int x = panel.place().path("x").asInt();
      int y = panel.place().path("y").asInt();
      int w = panel.place().path("w").asInt();
      int h = panel.place().path("h").asInt();
      assertTrue(w > 0 && h > 0 && x >= 0 && x + w <= GRID_COLUMNS, panel.title());
      assertTrue(y >= lastY, panel.title());
      lastY = y;
      for (int column = x; column < x + w; column++) {
        for (int line = y; line < y + h; line++) {
          String other = taken.put(column + "," + line, panel.title());
          assertNull(other, () -> panel.title() + " lies on " + other);
        }
      }
    }
    assertEquals(0, taken.size() % GRID_COLUMNS, "no gaps");
  }

  @Test
  void panelIdsAreThereOnce() {
    List<Integer> ids = DASHBOARD.everything().map(p -> p.model().path("id").asInt()).toList();

    assertEquals(ids.size(), new HashSet<>(ids).size());
  }

  @Test
  void prometheusUnderstandsEveryQuery(@TempDir Path folder) throws IOException {
    List<Map<String, String>> records =
        DASHBOARD.queries().stream()
            .map(query -> Map.of("record", "query", "expr", query.expression()))
            .distinct()
            .toList();
    Path rules = folder.resolve("queries.yml");
    // Every JSON text is also YAML.
    new ObjectMapper()
        .writeValue(
            rules.toFile(),
            Map.of("groups", List.of(Map.of("name", "dashboard", "rules", records))));

    String said = InstalledTool.PROMTOOL.accepts("check", "rules", "--lint=none", rules);

    assertTrue(said.contains(records.size() + " rules found"), said);
  }

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
  void aLineIsInSightAlsoWhileItsLevelIsMet() {
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

  /**
   * With colors by thresholds, merged states would show the thresholds' names ("1+") instead of
   * their own: prepareTimelineFields in Grafana's TimelineChart/utils.ts, grafana/grafana#71804.
   */
  @Test
  void statesOfServiceLevelsHaveTheirNames() {
    Panel states = DASHBOARD.panel("Service levels");

    assertTrue(states.model().at("/options/mergeValues").asBoolean());
    assertEquals("fixed", states.model().at("/fieldConfig/defaults/color/mode").asText());
    assertEquals(
        List.of("no data", "met", "broken"),
        states.model().at("/fieldConfig/defaults/mappings").findValuesAsText("text"));
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

  /** Formatted as Grafana and jq do it, so that a diff shows only the lines that changed. */
  @Test
  void isWrittenOneValueToALine() throws JsonProcessingException {
    DefaultIndenter twoSpaces = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("")
                .withObjectEmptySeparator(""));
    printer.indentArraysWith(twoSpaces);
    printer.indentObjectsWith(twoSpaces);
    ObjectWriter writer = new ObjectMapper().writer(printer);

    assertEquals(
        writer.writeValueAsString(DASHBOARD.model()) + "\n",
        MonitoringFiles.text(MonitoringFiles.DASHBOARD));
  }

  @Test
  void thereIsNoDashboardWithoutThisTest() throws IOException {
    try (Stream<Path> files = Files.list(MonitoringFiles.DASHBOARD.getParent())) {
      assertEquals(List.of(MonitoringFiles.DASHBOARD), files.toList());
    }
  }
}
