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
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.openmeet.loadtest.monitoringfiles.GrafanaDashboard.Panel;
import io.openmeet.loadtest.monitoringfiles.GrafanaDashboard.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GrafanaDashboardTest {
  private static final GrafanaDashboard DASHBOARD = new GrafanaDashboard();
  private static final int GRID_COLUMNS = 24;

  private static final Pattern SERIES =
      Pattern.compile("\\b(?:loadtest|openmeet|jvm|process|system)_\\w+(?=(.*))");

  static Stream<Panel> panels() {
    return DASHBOARD.panels();
  }

  @Test
  void hasItsTitleAndAFixedUid() {
    assertEquals("Load Testing & Performance", DASHBOARD.model().path("title").asText());
    assertEquals("openmeet-load-testing", DASHBOARD.model().path("uid").asText());
    assertNull(DASHBOARD.model().get("id"), "the id is a row number of one Grafana's database");
  }

  @Test
  void hasAPanelForEachSubject() {
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
    assertEquals(titles.size(), DASHBOARD.panels().count(), "titles are unique");
  }

  @Test
  void letsAReaderChooseSourceJobsAndRuns() {
    assertEquals(
        List.of("datasource", "job", "run", "target_job", "reports"),
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
        () -> assertEquals("${datasource}", panel.model().at("/datasource/uid").asText()),
        () ->
            MonitoringFiles.elements(panel.model().path("targets"))
                .forEach(
                    target ->
                        assertFalse(target.path("legendFormat").asText().isBlank(), "legend")));
  }

  /** In a Prometheus that others use, nothing is drawn that does not belong to the chosen runs. */
  @Test
  void everySeriesIsOfTheChosenRunsOrOfTheTarget() {
    for (Query query : DASHBOARD.queries()) {
      List<String> series =
          SERIES
              .matcher(query.written())
              .results()
              .map(found -> found.group() + found.group(1))
              .toList();
      assertFalse(series.isEmpty(), query.written());
      for (String selector : series) {
        assertTrue(
            selector.matches("loadtest_\\w+\\{job=\"\\$job\", run_id=~\"\\$run\".*")
                || selector.matches("(?!loadtest)\\w+\\{job=\"\\$target_job\".*"),
            selector);
      }
    }
  }

  @Test
  void canBeEditedWhereverItIs() {
    assertTrue(DASHBOARD.model().path("editable").asBoolean());
    assertTrue(
        MonitoringFiles.yaml(
                MonitoringFiles.FOLDER.resolve("grafana/provisioning/dashboards/files.yml"))
            .at("/providers/0/allowUiUpdates")
            .asBoolean());
  }

  @Test
  void panelsDoNotOverlapAndAreInReadingOrder() {
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
          assertNull(other, () -> panel.title() + " overlaps " + other);
        }
      }
    }
    assertEquals(0, taken.size() % GRID_COLUMNS, "no gaps");
  }

  @Test
  void panelIdsAreUnique() {
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

    String output = InstalledTool.PROMTOOL.accepts("check", "rules", "--lint=none", rules);

    assertTrue(output.contains(records.size() + " rules found"), output);
  }

  /**
   * With colors by thresholds, merged states would show the thresholds' names ("1+") instead of
   * their own: prepareTimelineFields in Grafana's TimelineChart/utils.ts, grafana/grafana#71804.
   */
  @Test
  void statesOfServiceLevelsAreShownByName() {
    Panel states = DASHBOARD.panel("Service levels");

    assertTrue(states.model().at("/options/mergeValues").asBoolean());
    assertEquals("fixed", states.model().at("/fieldConfig/defaults/color/mode").asText());
    assertEquals(
        List.of("no data", "met", "broken"),
        states.model().at("/fieldConfig/defaults/mappings").findValuesAsText("text"));
  }

  /** Formatted as Grafana and jq do it, so that a diff shows only the lines that changed. */
  @Test
  void hasOneValueOnEachLine() throws JsonProcessingException {
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
  void thereIsNoOtherDashboard() throws IOException {
    try (Stream<Path> files = Files.list(MonitoringFiles.DASHBOARD.getParent())) {
      assertEquals(List.of(MonitoringFiles.DASHBOARD), files.toList());
    }
  }
}
