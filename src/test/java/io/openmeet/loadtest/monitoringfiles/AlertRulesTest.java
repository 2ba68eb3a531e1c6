package io.openmeet.loadtest.monitoringfiles;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.injector.HealthLimits;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertRulesTest {
  private static final Pattern COMPARISON = Pattern.compile(" ([<>]=?) (\\d+(?:\\.\\d+)?)\\b");

  static List<String> levels() {
    return SlaBook.standard().all().stream().map(Sla::id).toList();
  }

  static Stream<AlertRule> alerts() {
    return AlertRule.all();
  }

  @Test
  void everyServiceLevelHasOneAlert() {
    assertEquals(levels(), AlertRule.all().map(AlertRule::sla).flatMap(Optional::stream).toList());
  }

  @ParameterizedTest
  @MethodSource("levels")
  void anAlertsLimitIsThatOfSlasJson(String id) {
    Sla sla = SlaBook.standard().get(id);
    AlertRule alert = alertOf(id);
    MatchResult comparison = firstComparison(alert);

    assertAll(
        () -> assertEquals(broken(sla), comparison.group(1)),
        () -> assertEquals(0, Limit.inBaseUnit(sla).compareTo(new BigDecimal(comparison.group(2)))),
        () -> assertTrue(alert.expression().contains("sla=\"" + id + "\""), alert.expression()),
        () -> assertTrue(alert.annotation("description").contains(Limit.inWords(sla))),
        () ->
            assertEquals(
                sla.percentile() == null || sla.measure() == Measure.OBSERVED_TIME
                    ? ""
                    : "p%.0f".formatted(sla.percentile()),
                Pattern.compile(":(p\\d+)")
                    .matcher(alert.expression())
                    .results()
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElse("")));
  }

  /** The comparison that is true when the service level is broken. */
  private static String broken(Sla sla) {
    return switch (sla.bound()) {
      // From a histogram: when the value is at a boundary, the percentile can still be below it.
      case BELOW -> sla.measure().hasPercentile() ? ">" : ">=";
      case ABOVE -> "<=";
      case AT_LEAST -> "<";
    };
  }

  @Test
  void theLimitOnStartLagIsTheVerdicts() {
    AlertRule late =
        AlertRule.all()
            .filter(a -> a.name().equals("InjectorStartsLate"))
            .findFirst()
            .orElseThrow();

    assertEquals(
        HealthLimits.START_LAG_P99_MS,
        1000 * Double.parseDouble(firstComparison(late).group(2)),
        1e-9);
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void everyAlertHasASeverityADescriptionAndARunbook(AlertRule alert) {
    String readme = MonitoringFiles.text(MonitoringFiles.FOLDER.resolve("README.md"));
    String runbook = alert.annotation("runbook");
    String[] fileAndAnchor = runbook.split("#");

    assertAll(
        alert.name(),
        () -> assertEquals(alert.sla().isPresent() ? "critical" : "warning", alert.severity()),
        () -> assertFalse(alert.annotation("summary").isBlank()),
        () -> assertFalse(alert.annotation("description").isBlank()),
        () -> assertEquals(MonitoringFiles.FOLDER.resolve("README.md"), Path.of(fileAndAnchor[0])),
        () -> assertTrue(readme.contains("\n### " + fileAndAnchor[1] + "\n"), runbook));
  }

  private static AlertRule alertOf(String sla) {
    return AlertRule.all()
        .filter(alert -> alert.sla().equals(Optional.of(sla)))
        .findFirst()
        .orElseThrow();
  }

  private static MatchResult firstComparison(AlertRule alert) {
    return COMPARISON.matcher(alert.expression()).results().findFirst().orElseThrow();
  }
}
