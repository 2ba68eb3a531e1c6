package io.openmeet.loadtest.monitoringfiles;

import static io.openmeet.loadtest.monitoringfiles.MonitoringFiles.elements;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
  void everyAlertFiresAtEveryInterval() {
    Map<String, Set<String>> firedByInterval = new TreeMap<>();
    for (Path file : MonitoringFiles.ruleTests()) {
      JsonNode tests = MonitoringFiles.yaml(file);
      firedByInterval.put(
          tests.path("evaluation_interval").asText(),
          checks(tests)
              .flatMap(check -> elements(check.path("exp_samples")))
              .map(sample -> sample.path("labels").asText())
              .map(labels -> labels.replaceAll(".*alertname=\"(\\w+)\".*", "$1"))
              .collect(Collectors.toCollection(TreeSet::new)));
    }

    assertEquals(Map.of("1s", alerts(), "15s", alerts(), "30s", alerts()), firedByInterval);
  }

  /** Each check asks for all alerts that fire, so that no other alert fires unnoticed. */
  @Test
  void everyRuleTestListsAllAlertsThatFire() {
    List<String> asked =
        MonitoringFiles.ruleTests().stream()
            .map(MonitoringFiles::yaml)
            .flatMap(PrometheusFilesTest::checks)
            .map(check -> check.path("expr").asText())
            .distinct()
            .toList();

    assertEquals(
        List.of("count by (alertname, run_id, sla) (ALERTS{alertstate=\"firing\"})"), asked);
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
        List.of("loadtest", "loadtest-target", "postgres", "redis", "node"),
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

  private static Stream<JsonNode> checks(JsonNode ruleTests) {
    return elements(ruleTests.path("tests"))
        .flatMap(test -> elements(test.path("promql_expr_test")));
  }
}
