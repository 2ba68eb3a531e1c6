package io.openmeet.loadtest.monitoringfiles;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertRulesTest {
  private static final Pattern SERIES =
      Pattern.compile("\\b(?:loadtest_\\w+|openmeet_\\w+|up)\\b(?=(.*))");

  private static final String RUNBOOK =
      MonitoringFiles.text(MonitoringFiles.FOLDER.resolve("runbook.md"));

  static Stream<AlertRule> alerts() {
    return AlertRule.all();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void anAlertOnALoadTestIsRecognizableAndPagesNobody(AlertRule alert) {
    assertAll(
        () -> assertTrue(alert.name().matches("LoadTest[A-Z]\\w+")),
        () -> assertEquals("warning", alert.rule().at("/labels/severity").asText()),
        () -> assertFalse(alert.annotation("summary").isBlank()),
        () -> assertFalse(alert.annotation("description").isBlank()));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void theRunbookHasASectionForEveryAlert(AlertRule alert) {
    for (String page : pages(alert)) {
      String section = URI.create(page).getFragment();
      assertTrue(
          RUNBOOK.lines().anyMatch(line -> line.matches("(?i)### " + section)),
          "no section " + section);
    }
  }

  /** Whoever gets an alert is not in a work tree of this project. */
  @Test
  void everyRunbookIsAnAddressBelowOnePrefixWhichTheReadmeNames() {
    Set<String> prefixes =
        AlertRule.all()
            .flatMap(alert -> pages(alert).stream())
            .map(page -> page.replaceFirst("/ci/monitoring/runbook\\.md#.+", ""))
            .collect(Collectors.toSet());

    assertEquals(1, prefixes.size(), prefixes.toString());
    String prefix = prefixes.iterator().next();
    assertTrue(prefix.matches("https://[^/#]+(/[^#]*)?"), prefix);
    String readme = MonitoringFiles.text(MonitoringFiles.FOLDER.resolve("README.md"));
    assertTrue(readme.contains(prefix), "README");
  }

  /** Their addresses; one for each service level, where the address depends on it. */
  private static List<String> pages(AlertRule alert) {
    String address = alert.annotation("runbook_url");
    return SlaBook.standard().all().stream()
        .map(Sla::id)
        .map(id -> address.replace("{{ $labels.sla }}", id))
        .distinct()
        .toList();
  }

  /** In a Prometheus that others use, their series have other jobs. */
  @Test
  void everySeriesInARuleIsThatOfALoadTest() {
    List<String> selectors =
        MonitoringFiles.rules().stream()
            .map(file -> MonitoringFiles.yaml(file).findValuesAsText("expr"))
            .flatMap(List::stream)
            .flatMap(expression -> SERIES.matcher(expression).results())
            .map(series -> series.group() + series.group(1))
            .toList();

    assertTrue(selectors.size() > 10, selectors.toString());
    for (String selector : selectors) {
      assertTrue(selector.matches("\\w+\\{job=\"loadtest(-target)?\".*"), selector);
    }
  }

  @Test
  void theOperatorsRulesAreTheSame() {
    assertEquals(
        MonitoringFiles.yaml(MonitoringFiles.FOLDER.resolve("rules/loadtest.yml")),
        MonitoringFiles.yaml(MonitoringFiles.FOLDER.resolve("kubernetes/prometheusrule.yaml"))
            .path("spec"));
    assertEquals(1, MonitoringFiles.rules().size());
  }
}
