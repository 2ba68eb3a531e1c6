package io.openmeet.loadtest.monitoringfiles;

import static io.openmeet.loadtest.monitoringfiles.MonitoringFiles.elements;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the files with Prometheus and Alertmanager themselves. */
class PrometheusFilesTest {

  @Test
  void prometheusAcceptsItsConfigurationAndEveryRule() {
    String output =
        InstalledTool.PROMTOOL.accepts("check", "config", "--lint=all", MonitoringFiles.PROMETHEUS);

    assertTrue(output.contains(MonitoringFiles.rules().size() + " rule files found"), output);
  }

  @Test
  void everyRuleTestHolds() {
    InstalledTool.PROMTOOL.accepts(
        Stream.concat(Stream.of("test", "rules"), MonitoringFiles.ruleTests().stream()).toArray());
  }

  @Test
  void everyAlertFiresInSomeRuleTest() {
    Set<String> fired =
        checks()
            .flatMap(check -> elements(check.path("exp_samples")))
            .map(
                sample ->
                    sample.path("labels").asText().replaceAll(".*alertname=\"(\\w+)\".*", "$1"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(alerts(), fired);
  }

  @Test
  void everyAlertIsSilentInSomeRuleTestOfItsServiceLevel() {
    Set<String> silent =
        ruleTests()
            .filter(
                test ->
                    elements(test.path("promql_expr_test"))
                        .allMatch(check -> check.path("exp_samples").isEmpty()))
            .flatMap(test -> elements(test.path("input_series")))
            .map(series -> series.path("series").asText())
            .filter(series -> series.startsWith("loadtest_sla_limit{"))
            .map(series -> series.replaceAll(".*sla=\"([a-z0-9-]+)\".*", "$1"))
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> judged =
        AlertRule.all().flatMap(rule -> rule.sla().stream()).collect(Collectors.toSet());
    assertEquals(judged, silent);
  }

  /** Each check asks for all alerts that fire, so that no other alert fires unnoticed. */
  @Test
  void everyRuleTestListsAllAlertsThatFire() {
    List<String> asked = checks().map(check -> check.path("expr").asText()).distinct().toList();

    assertEquals(List.of("count by (alertname) (ALERTS{alertstate=\"firing\"})"), asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alertmanager.yml", "alertmanager.webhook.example.yml"})
  void alertmanagerAcceptsItsConfigurations(String file) {
    String output =
        InstalledTool.AMTOOL.accepts("check-config", MonitoringFiles.FOLDER.resolve(file));

    assertTrue(output.contains("SUCCESS"), output);
  }

  @Test
  void theDefaultConfigurationNotifiesNobody() {
    JsonNode alertmanager = MonitoringFiles.yaml(MonitoringFiles.ALERTMANAGER);

    assertFalse(alertmanager.path("receivers").isEmpty());
    elements(alertmanager.path("receivers"))
        .forEach(receiver -> assertEquals(1, receiver.size(), receiver.toString()));
  }

  @Test
  void everythingScrapedIsOnLoopbackAndBounded() {
    List<JsonNode> jobs =
        elements(MonitoringFiles.yaml(MonitoringFiles.PROMETHEUS).path("scrape_configs")).toList();

    assertEquals(
        List.of("injector", "api", "postgres", "redis", "node"),
        jobs.stream().map(job -> job.path("job_name").asText()).toList());
    for (JsonNode job : jobs) {
      assertTrue(job.path("sample_limit").asInt() > 0, job.toString());
      String target = job.at("/static_configs/0/targets/0").asText();
      assertTrue(target.matches("127\\.0\\.0\\.1:\\d+"), target);
    }
  }

  private static Set<String> alerts() {
    return AlertRule.all().map(AlertRule::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<JsonNode> ruleTests() {
    return MonitoringFiles.ruleTests().stream()
        .flatMap(file -> elements(MonitoringFiles.yaml(file).path("tests")));
  }

  private static Stream<JsonNode> checks() {
    return ruleTests().flatMap(test -> elements(test.path("promql_expr_test")));
  }
}
