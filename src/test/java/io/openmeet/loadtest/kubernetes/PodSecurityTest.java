package io.openmeet.loadtest.kubernetes;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pods have no more rights than Kubernetes' Pod Security Standard "restricted" allows. */
class PodSecurityTest {
  static Stream<Named<PodSpec>> pods() {
    Stream<Named<PodSpec>> jobs =
        Manifests.ofBase().all(Job.class).stream()
            .map(job -> named(job, job.getSpec().getTemplate().getSpec()));
    Stream<Named<PodSpec>> reader =
        Manifests.parse(Manifests.text(Manifests.FOLDER.resolve("reader.yaml")))
            .all(Pod.class)
            .stream()
            .map(pod -> named(pod, pod.getSpec()));
    return Stream.concat(jobs, reader);
  }

  private static Named<PodSpec> named(HasMetadata owner, PodSpec pod) {
    return Named.of(owner.getMetadata().getName(), pod);
  }

  @Test
  void allPodsAreTested() {
    assertEquals(
        Set.of("injectors-run", "merge-run", "reader"),
        pods().map(Named::getName).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("pods")
  void runsAsAnOrdinaryUserOfTheImage(PodSpec pod) {
    PodSecurityContext context = pod.getSecurityContext();

    assertAll(
        () -> assertEquals(true, context.getRunAsNonRoot()),
        () -> assertEquals(Dockerfile.read().user(), context.getRunAsUser()),
        () -> assertEquals(Dockerfile.read().group(), context.getRunAsGroup()),
        () -> assertEquals(context.getRunAsGroup(), context.getFsGroup(), "may write to volumes"),
        () -> assertEquals("RuntimeDefault", context.getSeccompProfile().getType()),
        () -> assertEquals(false, pod.getAutomountServiceAccountToken()),
        () -> assertNull(pod.getServiceAccountName()));
  }

  @ParameterizedTest
  @MethodSource("pods")
  void sharesNothingWithItsNode(PodSpec pod) {
    assertAll(
        () -> assertNull(pod.getHostNetwork()),
        () -> assertNull(pod.getHostPID()),
        () -> assertNull(pod.getHostIPC()),
        () ->
            assertEquals(
                List.of(),
                pod.getContainers().stream()
                    .flatMap(c -> c.getPorts().stream())
                    .map(ContainerPort::getHostPort)
                    .filter(Objects::nonNull)
                    .toList()));
    for (Volume volume : pod.getVolumes()) {
      assertTrue(
          volume.getPersistentVolumeClaim() != null
              || volume.getConfigMap() != null
              || volume.getEmptyDir() != null,
          volume.getName());
    }
  }

  @ParameterizedTest
  @MethodSource("pods")
  void noContainerCanGainRightsOrChangeItsFiles(PodSpec pod) {
    assertEquals(1, pod.getContainers().size());
    assertEquals(List.of(), pod.getInitContainers());
    SecurityContext context = pod.getContainers().get(0).getSecurityContext();

    assertAll(
        () -> assertEquals(false, context.getAllowPrivilegeEscalation()),
        () -> assertEquals(true, context.getReadOnlyRootFilesystem()),
        () -> assertEquals(List.of("ALL"), context.getCapabilities().getDrop()),
        () -> assertEquals(List.of(), context.getCapabilities().getAdd()),
        () -> assertNull(context.getPrivileged()),
        () -> assertNull(context.getRunAsUser(), "that of the pod"));
  }

  @ParameterizedTest
  @MethodSource("pods")
  void hasLimits(PodSpec pod) {
    Container container = pod.getContainers().get(0);
    Map<String, Quantity> requests = container.getResources().getRequests();
    Map<String, Quantity> limits = container.getResources().getLimits();

    assertEquals(Set.of("cpu", "memory", "ephemeral-storage"), limits.keySet());
    assertEquals(limits.keySet(), requests.keySet());
    assertEquals(limits.get("memory"), requests.get("memory"), "not evicted for its memory");
    for (String resource : limits.keySet()) {
      assertTrue(
          requests
                  .get(resource)
                  .getNumericalAmount()
                  .compareTo(limits.get(resource).getNumericalAmount())
              <= 0,
          resource);
    }
  }

  @ParameterizedTest
  @MethodSource("pods")
  void mountsAllVolumesAndAPlaceForTemporaryFiles(PodSpec pod) {
    Set<String> mounted =
        pod.getContainers().get(0).getVolumeMounts().stream()
            .map(VolumeMount::getName)
            .collect(Collectors.toSet());

    assertEquals(
        pod.getVolumes().stream().map(Volume::getName).collect(Collectors.toSet()), mounted);
    for (Volume volume : pod.getVolumes()) {
      if (volume.getEmptyDir() != null) {
        assertNotNull(volume.getEmptyDir().getSizeLimit(), volume.getName());
      }
    }
  }

  @Test
  void theClusterRefusesPodsWithMoreRights() {
    Namespace namespace = Manifests.ofBase().one(Namespace.class, "loadtest"::equals);

    assertEquals(
        "restricted",
        namespace.getMetadata().getLabels().get("pod-security.kubernetes.io/enforce"));
  }
}
