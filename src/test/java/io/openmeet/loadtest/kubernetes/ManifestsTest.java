package io.openmeet.loadtest.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The models accept unknown fields, and numbers as texts; a cluster refuses both. */
class ManifestsTest {
  private static final String JOBS = Manifests.text(Manifests.BASE.resolve("injectors.yaml"));
  private static final String POLICIES = Manifests.text(Manifests.BASE.resolve("network.yaml"));

  @Test
  void theFilesAreReadAsTheyAre() {
    assertEquals(1, Manifests.parse(JOBS).injectors().getSpec().getCompletions());
  }

  @ParameterizedTest
  @CsvSource({
    "backoffLimitPerIndex:, backofLimitPerIndex:, JobSpec[\"backofLimitPerIndex\"]",
    "onExitCodes:, exitCodes:, PodFailurePolicyRule[\"exitCodes\"]",
    "readOnlyRootFilesystem:, readOnlyRootFileSystem:, SecurityContext[\"readOnlyRootFileSystem\"]",
    "sizeLimit:, limit:, EmptyDirVolumeSource[\"limit\"]",
    "drop:, remove:, Capabilities[\"remove\"]",
    "completions: 1, completions: \"1\", JobSpec[\"completions\"]",
    "value: \"1\", value: 1, EnvVar[\"value\"]",
    "batch/v1, batch/v2, batch/v2 Job"
  })
  void aMistakeInAJobIsNamed(String written, String mistake, String named) {
    assertNamed(JOBS, written, mistake, named);
  }

  @ParameterizedTest
  @CsvSource({
    "namespaceSelector:, nameSpaceSelector:, NetworkPolicyPeer[\"nameSpaceSelector\"]",
    "protocol: UDP, protocoll: UDP, NetworkPolicyPort[\"protocoll\"]",
    "podSelector: {}, podSelector: all, LabelSelector"
  })
  void aMistakeInAPolicyIsNamed(String written, String mistake, String named) {
    assertNamed(POLICIES, written, mistake, named);
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
