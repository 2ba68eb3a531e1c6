package io.openmeet.loadtest.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.openshift.api.model.monitoring.v1.PodMetricsEndpoint;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitorSpec;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.openmeet.loadtest.settings.Property;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of {@code ci/monitoring/kubernetes}, which the Prometheus operator reads. */
class PrometheusOperatorTest {
  private static final Path FOLDER = Path.of("ci", "monitoring", "kubernetes");
  private static final String RULES = Manifests.text(FOLDER.resolve("prometheusrule.yaml"));
  private static final String MONITOR = Manifests.text(FOLDER.resolve("podmonitor.yaml"));

  private static PodMonitorSpec monitor() {
    return Manifests.parse(MONITOR).one(PodMonitor.class, "injectors"::equals).getSpec();
  }

  private static PodMetricsEndpoint endpoint() {
    List<PodMetricsEndpoint> endpoints = monitor().getPodMetricsEndpoints();
    assertEquals(1, endpoints.size());
    return endpoints.get(0);
  }

  @Test
  void thePodMonitorSelectsTheInjectorsAndTheirPort() {
    PodTemplateSpec pods = Manifests.ofBase().injectors().getSpec().getTemplate();
    Container injector = pods.getSpec().getContainers().get(0);

    assertEquals(pods.getMetadata().getLabels(), monitor().getSelector().getMatchLabels());
    assertEquals(
        Map.of(endpoint().getPort(), Property.METRICS_PORT.defaultText()),
        Map.of(
            injector.getPorts().get(0).getName(),
            injector.getPorts().get(0).getContainerPort().toString()));
    assertTrue(monitor().getSampleLimit() > 0);
  }

  @Test
  void theInjectorsHaveTheJobOfTheRules() {
    assertEquals(
        List.of("loadtest"),
        endpoint().getRelabelings().stream()
            .filter(relabeling -> relabeling.getTargetLabel().equals("job"))
            .map(relabeling -> relabeling.getReplacement())
            .toList());
    assertTrue(RULES.contains("job=\"loadtest\""));
  }

  @Test
  void bothAreInTheNamespaceOfTheInjectors() {
    List<HasMetadata> built = Manifests.parse(Kustomize.build(FOLDER)).all(HasMetadata.class);

    assertEquals(2, built.size());
    for (HasMetadata object : built) {
      assertEquals("loadtest", object.getMetadata().getNamespace(), object.toString());
      assertEquals(Map.of("release", "kube-prometheus-stack"), object.getMetadata().getLabels());
    }
  }

  /** The operator refuses an object with such a mistake, and no alert ever fires. */
  @ParameterizedTest
  @CsvSource({
    "annotations:, notes:, Rule[\"notes\"]",
    "groups:, group:, PrometheusRuleSpec[\"group\"]",
    "monitoring.coreos.com/v1, monitoring.coreos.com/v2, PrometheusRule"
  })
  void aMistakeInTheRulesIsNamed(String written, String mistake, String named) {
    assertEquals(
        List.of("load tests"),
        Manifests.parse(RULES)
            .one(PrometheusRule.class, "load-tests"::equals)
            .getSpec()
            .getGroups()
            .stream()
            .map(group -> group.getName())
            .toList());
    assertNamed(RULES, written, mistake, named);
  }

  @ParameterizedTest
  @CsvSource({
    "podMetricsEndpoints:, endpoints:, PodMonitorSpec[\"endpoints\"]",
    "sampleLimit: 20000, sampleLimit: \"20000\", PodMonitorSpec[\"sampleLimit\"]",
    "targetLabel: job, target_label: job, RelabelConfig[\"target_label\"]"
  })
  void aMistakeInThePodMonitorIsNamed(String written, String mistake, String named) {
    assertNamed(MONITOR, written, mistake, named);
  }

  private static void assertNamed(String yaml, String written, String mistake, String named) {
    assertTrue(yaml.contains(written), written);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Manifests.parse(yaml.replace(written, mistake)))
            .getMessage();
    assertTrue(message.contains(named), message);
  }
}
