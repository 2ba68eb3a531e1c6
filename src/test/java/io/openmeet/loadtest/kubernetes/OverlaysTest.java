package io.openmeet.loadtest.kubernetes;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.openmeet.loadtest.settings.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The overlays as kustomize builds them. */
class OverlaysTest {
  private static final Path OVERLAYS = Manifests.FOLDER.resolve("overlays");

  private static final Map<Integer, String> BUILT = new ConcurrentHashMap<>();

  @TempDir Path folder;

  private static Manifests overlay(int injectors) {
    return Manifests.parse(
        BUILT.computeIfAbsent(
            injectors, number -> Kustomize.build(OVERLAYS.resolve(String.valueOf(number)))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16})
  void startsThatManyInjectorsAndWaitsForAllOfThem(int injectors) {
    Manifests overlay = overlay(injectors);

    assertEquals(injectors, overlay.injectors().getSpec().getCompletions());
    assertEquals(injectors, overlay.injectors().getSpec().getParallelism());
    assertEquals(
        Map.of(
            "RUN", "first",
            "INJECTORS", String.valueOf(injectors),
            "SIMULATION", "ApiSimulation",
            "OPTIONS", "/settings/run.options",
            "VOLUME", "/runs"),
        environment(overlay.injectors()));
    assertEquals(
        Map.of(
            "RUN", "first",
            "INJECTORS", String.valueOf(injectors),
            "WAIT_SECONDS", "1000",
            "VOLUME", "/runs"),
        environment(overlay.merge()));
  }

  /** All that a user changes for a run is in one file. */
  @Test
  void runYamlIsTheOnlyPlaceOfNameNumberAndSimulation() throws IOException {
    copy(Manifests.FOLDER, folder);
    Path run = folder.resolve("overlays/4/run.yaml");
    Files.writeString(
        run,
        Files.readString(run)
            .replace("name: first", "name: nightly-2026-05-04")
            .replace("\"4\"", "\"7\"")
            .replace("ApiSimulation", "SearchSimulation"));

    Manifests overlay = Manifests.parse(Kustomize.build(run.getParent()));

    Job injectors = overlay.injectors();
    assertAll(
        () -> assertEquals("injectors-nightly-2026-05-04", injectors.getMetadata().getName()),
        () -> assertEquals("merge-nightly-2026-05-04", overlay.merge().getMetadata().getName()),
        () -> assertEquals(7, injectors.getSpec().getCompletions()),
        () -> assertEquals(7, injectors.getSpec().getParallelism()),
        () -> assertEquals("7", environment(injectors).get("INJECTORS")),
        () -> assertEquals("7", environment(overlay.merge()).get("INJECTORS")),
        () -> assertEquals("nightly-2026-05-04", environment(injectors).get("RUN")),
        () -> assertEquals("nightly-2026-05-04", environment(overlay.merge()).get("RUN")),
        () -> assertEquals("SearchSimulation", environment(injectors).get("SIMULATION")),
        () -> assertEquals("/runs", environment(injectors).get("VOLUME")));
  }

  /** Only when the user wants it. */
  @Test
  void prometheusMayReadTheMetricsOfTheInjectors() throws IOException {
    copy(Manifests.FOLDER, folder);
    Path kustomization = folder.resolve("overlays/4/kustomization.yaml");
    Files.writeString(
        kustomization,
        Files.readString(kustomization)
            .replace("components:\n", "components:\n  - ../../components/metrics\n"));

    NetworkPolicy policy =
        Manifests.parse(Kustomize.build(kustomization.getParent()))
            .one(NetworkPolicy.class, "metrics-to-prometheus"::equals);

    assertEquals(List.of("Ingress"), policy.getSpec().getPolicyTypes());
    assertEquals(1, policy.getSpec().getIngress().size());
    NetworkPolicyIngressRule rule = policy.getSpec().getIngress().get(0);
    assertEquals(1, rule.getFrom().size());
    assertEquals(
        Map.of("kubernetes.io/metadata.name", "monitoring"),
        rule.getFrom().get(0).getNamespaceSelector().getMatchLabels());
    assertEquals(
        List.of(Property.METRICS_PORT.defaultText()),
        rule.getPorts().stream().map(port -> port.getPort().getIntVal().toString()).toList());
    assertEquals(2, overlay(4).all(NetworkPolicy.class).size(), "not by default");
  }

  /** Otherwise a pod that starts late would read the settings of the next run. */
  @Test
  void otherSettingsHaveAnotherName() throws IOException {
    copy(Manifests.FOLDER, folder);
    String before = settings(Manifests.parse(Kustomize.build(folder.resolve("overlays/4"))));

    Path options = folder.resolve("base/run.options");
    Files.writeString(options, Files.readString(options).replace("quick", "weekly"));
    String after = settings(Manifests.parse(Kustomize.build(folder.resolve("overlays/4"))));

    assertTrue(before.matches("settings-\\w+"), before);
    assertTrue(after.matches("settings-\\w+"), after);
    assertTrue(!before.equals(after), after);
  }

  /** The name of the only ConfigMap, which the injectors mount. */
  private static String settings(Manifests overlay) {
    ConfigMap settings = overlay.all(ConfigMap.class).get(0);
    assertEquals(1, overlay.all(ConfigMap.class).size(), "run.yaml does not reach the cluster");
    List<String> mounted =
        overlay.injectors().getSpec().getTemplate().getSpec().getVolumes().stream()
            .filter(volume -> volume.getConfigMap() != null)
            .map(volume -> volume.getConfigMap().getName())
            .toList();
    assertEquals(List.of(settings.getMetadata().getName()), mounted);
    return settings.getMetadata().getName();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16})
  void everythingIsInTheNamespace(int injectors) {
    Manifests overlay = overlay(injectors);

    for (HasMetadata object : overlay.all(HasMetadata.class)) {
      if (!(object instanceof Namespace)) {
        assertEquals("loadtest", object.getMetadata().getNamespace(), object.toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16})
  void allPodsHaveTheSameImage(int injectors) {
    Manifests overlay = overlay(injectors);
    Manifests reader = Manifests.parse(Manifests.text(Manifests.FOLDER.resolve("reader.yaml")));
    String image =
        reader.one(Pod.class, "reader"::equals).getSpec().getContainers().get(0).getImage();

    assertTrue(image.matches("\\S+/openmeet-loadtest:\\d+\\.\\d+\\.\\d+"), image);
    assertEquals(image, container(overlay.injectors()).getImage());
    assertEquals(image, container(overlay.merge()).getImage());
  }

  /** Only kustomize's own replacements differ from the files that the other tests read. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16})
  void thePodsAreOtherwiseThoseOfTheBase(int injectors) {
    Manifests overlay = overlay(injectors);
    Manifests base = Manifests.ofBase();

    List<Job> expected = List.of(base.injectors(), base.merge());
    List<Job> built = List.of(overlay.injectors(), overlay.merge());
    assertEquals(
        expected.stream().map(OverlaysTest::withoutChanges).toList(),
        built.stream().map(OverlaysTest::withoutChanges).toList());
  }

  private static Job withoutChanges(Job job) {
    job.setMetadata(new ObjectMeta());
    job.getSpec().setCompletions(null);
    job.getSpec().setParallelism(null);
    job.getSpec().getTemplate().getMetadata().setLabels(null);
    container(job).setEnv(null);
    container(job).setImage(null);
    for (Volume volume : job.getSpec().getTemplate().getSpec().getVolumes()) {
      if (volume.getConfigMap() != null) {
        volume.getConfigMap().setName(null);
      }
    }
    return job;
  }

  private static Container container(Job job) {
    return job.getSpec().getTemplate().getSpec().getContainers().get(0);
  }

  private static Map<String, String> environment(Job job) {
    return container(job).getEnv().stream()
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue, (a, b) -> b, TreeMap::new));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
