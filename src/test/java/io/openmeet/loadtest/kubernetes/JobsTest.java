package io.openmeet.loadtest.kubernetes;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobsTest {
  private static final Manifests BASE = Manifests.ofBase();

  /** The list of variables at the top of a script. */
  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^#   ([A-Z_]+) {2,}\\S");

  static Stream<Named<Job>> jobs() {
    return BASE.all(Job.class).stream().map(job -> Named.of(job.getMetadata().getName(), job));
  }

  @Test
  void theIndexOfThePodIsThatOfTheInjectorAndNoneComesTwice() {
    JobSpec spec = BASE.injectors().getSpec();

    assertAll(
        () -> assertEquals("Indexed", spec.getCompletionMode()),
        () -> assertEquals(0, spec.getBackoffLimitPerIndex()),
        () -> assertEquals(spec.getCompletions(), spec.getParallelism(), "all at once"));
  }

  /** The codes of a verdict mean that the part is there; after all others, the rest is stopped. */
  @Test
  void aLostInjectorEndsTheJob() {
    List<PodFailurePolicyRule> rules = BASE.injectors().getSpec().getPodFailurePolicy().getRules();

    assertEquals(2, rules.size());
    assertTrue(rules.stream().allMatch(rule -> rule.getAction().equals("FailJob")));
    assertEquals("DisruptionTarget", rules.get(0).getOnPodConditions().get(0).getType());
    assertEquals("True", rules.get(0).getOnPodConditions().get(0).getStatus());
    assertEquals("NotIn", rules.get(1).getOnExitCodes().getOperator());
    assertEquals(List.of(1, 3), rules.get(1).getOnExitCodes().getValues());
    assertEquals(
        container(BASE.injectors()).getName(), rules.get(1).getOnExitCodes().getContainerName());
  }

  @Test
  void noJobWaitsForEver() {
    long injectors = BASE.injectors().getSpec().getActiveDeadlineSeconds();
    long grace =
        BASE.injectors().getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds();
    long wait = Long.parseLong(environment(BASE.merge()).get("WAIT_SECONDS"));
    long merge = BASE.merge().getSpec().getActiveDeadlineSeconds();

    assertTrue(injectors + grace < wait, "the merge waits until the last injector is stopped");
    assertTrue(wait + 300 <= merge, "and has five minutes to merge");
    assertEquals(0, BASE.merge().getSpec().getBackoffLimit());
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void isNotRestartedAndIsRemovedLater(Job job) {
    assertEquals("Never", job.getSpec().getTemplate().getSpec().getRestartPolicy());
    assertEquals(86_400, job.getSpec().getTtlSecondsAfterFinished());
  }

  /** A script that the image does not have, or may not run, would be found only in a cluster. */
  @ParameterizedTest
  @MethodSource("jobs")
  void startsAScriptOfTheImage(Job job) {
    Path script = script(job);

    assertTrue(Files.isExecutable(script), script.toString());
    assertTrue(
        Dockerfile.read().lastStage("COPY").stream()
            .anyMatch(copy -> List.of(copy.split(" ")).contains(script.toString())),
        script + " is not in the image");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void setsTheVariablesThatItsScriptDescribes(Job job) {
    TreeSet<String> described =
        DOCUMENTED
            .matcher(Manifests.text(script(job)))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertTrue(described.size() >= 4, described.toString());
    described.remove("JOB_COMPLETION_INDEX");
    assertEquals(described, new TreeSet<>(environment(job).keySet()));
  }

  @Test
  void bothJobsUseTheSameImageFolderAndVolume() {
    assertEquals(container(BASE.injectors()).getImage(), container(BASE.merge()).getImage());
    for (Job job : BASE.all(Job.class)) {
      PodSpec pod = job.getSpec().getTemplate().getSpec();
      String claim = BASE.one(PersistentVolumeClaim.class, "runs"::equals).getMetadata().getName();
      assertEquals(environment(job).get("VOLUME"), mount(job, "runs"));
      assertEquals(
          List.of(claim),
          pod.getVolumes().stream()
              .filter(volume -> volume.getPersistentVolumeClaim() != null)
              .map(volume -> volume.getPersistentVolumeClaim().getClaimName())
              .toList());
    }
  }

  @Test
  void allPodsMayWriteToTheVolume() {
    PersistentVolumeClaim claim = BASE.one(PersistentVolumeClaim.class, "runs"::equals);

    assertEquals(List.of("ReadWriteMany"), claim.getSpec().getAccessModes());
  }

  @Test
  void theOptionsAreTheFileOfTheSettings() {
    Path options = Path.of(environment(BASE.injectors()).get("OPTIONS"));

    assertEquals(mount(BASE.injectors(), "settings"), options.getParent().toString());
    assertTrue(Files.exists(Manifests.BASE.resolve(options.getFileName())), options.toString());
  }

  private static Path script(Job job) {
    List<String> command = container(job).getCommand();
    assertEquals(1, command.size());
    assertTrue(command.get(0).startsWith("/app/"), command.get(0));
    return Path.of(command.get(0).substring("/app/".length()));
  }

  private static Container container(Job job) {
    return job.getSpec().getTemplate().getSpec().getContainers().get(0);
  }

  private static Map<String, String> environment(Job job) {
    return container(job).getEnv().stream()
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue, (a, b) -> b, TreeMap::new));
  }

  private static String mount(Job job, String volume) {
    return container(job).getVolumeMounts().stream()
        .filter(mount -> mount.getName().equals(volume))
        .map(VolumeMount::getMountPath)
        .findFirst()
        .orElseThrow();
  }
}
