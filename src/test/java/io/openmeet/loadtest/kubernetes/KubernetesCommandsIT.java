package io.openmeet.loadtest.kubernetes;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.launch.LoadTestClasses;
import io.openmeet.loadtest.launch.ReferenceServer;
import io.openmeet.loadtest.settings.JvmOptions;
import io.openmeet.loadtest.settings.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the Jobs as in their pods: an ordinary user, the files of the image, which cannot
 * be changed, and one folder for all pods. Two injectors make the same load as one.
 */
class KubernetesCommandsIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int ATTEMPTS = 3;

  /** Part of the requests by which two runs of the same load may differ. */
  private static final double TOLERANCE = 0.03;

  @TempDir Path folder;

  private final List<PodProcess> pods = new ArrayList<>();
  private Path volume;
  private ImageFolder image;
  private PodProcess.Places places;

  @BeforeEach
  void makePlaces() throws IOException {
    PodUser user = PodUser.ofTheImage();
    PodUser.readable(folder);
    image = ImageFolder.make(folder.resolve("image"));
    volume = user.own(folder.resolve("runs"));
    Path settings = PodUser.readable(folder.resolve("settings"));
    places = new PodProcess.Places(image, Map.of("/runs", volume, "/settings", settings), user);
  }

  @AfterEach
  void endPods() throws InterruptedException {
    for (PodProcess pod : pods) {
      pod.end();
    }
  }

  @Test
  void twoInjectorsMakeTheLoadOfOne() throws Exception {
    List<String> before = image.content();
    LoadTestClasses classes =
        new LoadTestClasses(System.getProperty("java.class.path"), JvmOptions.folder());
    try (ReferenceServer api =
        ReferenceServer.start(classes, Map.of(), ProjectFolder.referenceData())) {
      writeOptions(api.baseUrl().toString());

      JsonNode one = valid("one", 1);
      JsonNode two = valid("two", 2);

      assertAll(
          () -> assertEquals("PASS", one.path("verdict").asText()),
          () -> assertEquals("PASS", two.path("verdict").asText()),
          () -> assertEquals(names(one), names(two)),
          () -> assertEquals(limits(one), limits(two)),
          () ->
              assertEquals(1, count(two) / count(one), TOLERANCE, count(two) + " / " + count(one)));
    }
    assertEquals(before, image.content());
    assertTrue(Files.exists(volume.resolve("results/index.html")));
    assertEquals(
        runs().size(), Files.readAllLines(volume.resolve("history/runs.jsonl")).size(), "history");
  }

  private static double count(JsonNode result) {
    return result.at("/totals/count").asDouble();
  }

  private static Set<String> names(JsonNode result) {
    Set<String> names = new TreeSet<>();
    result.path("requests").forEach(request -> names.add(request.path("name").asText()));
    return names;
  }

  /** The limits of the service levels, by their names. */
  private static Map<String, Double> limits(JsonNode result) {
    Map<String, Double> limits = new TreeMap<>();
    result
        .path("slas")
        .forEach(sla -> limits.put(sla.path("id").asText(), sla.path("limit").asDouble()));
    return limits;
  }

  /** The settings of the base, but for a target on this machine, and at a small load. */
  private void writeOptions(String baseUrl) throws IOException {
    Map<String, String> changes = new TreeMap<>();
    changes.put("-DbaseUrl=.*", "-DbaseUrl=" + baseUrl);
    changes.put("-DallowTarget=.*", "# loopback is allowed");
    changes.put("-Dprofile=.*", "-Dprofile=smoke");
    String options = Manifests.text(Manifests.BASE.resolve("run.options"));
    for (Map.Entry<String, String> change : changes.entrySet()) {
      String changed = options.replaceAll(change.getKey(), change.getValue());
      assertTrue(!changed.equals(options), change.getKey());
      options = changed;
    }
    Files.writeString(folder.resolve("settings/run.options"), options);
  }

  /**
   * The results of a run. It is repeated if it is INVALID, because another program may have kept
   * this machine busy.
   */
  private JsonNode valid(String name, int injectors) throws Exception {
    JsonNode result = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      result = run(name + "-" + attempt, injectors);
      if (!result.path("verdict").asText().equals("INVALID")) {
        return result;
      }
      System.out.printf("INVALID, attempt %d: %s%n", attempt, pods.get(pods.size() - 1).output());
    }
    return result;
  }

  /** Starts all pods at once, as a cluster does. */
  private JsonNode run(String name, int injectors) throws Exception {
    Manifests manifests = Manifests.ofBase();
    Set<Path> earlier = runs();
    Map<String, String> run = Map.of("RUN", name, "INJECTORS", String.valueOf(injectors));
    for (int index = 0; index < injectors; index++) {
      Map<String, String> pod = new TreeMap<>(run);
      pod.put("JOB_COMPLETION_INDEX", String.valueOf(index));
      pods.add(
          PodProcess.start(
              manifests.injectors(), pod, places, output(name + "-injector-" + index)));
    }
    PodProcess merge = PodProcess.start(manifests.merge(), run, places, output(name + "-merge"));
    pods.add(merge);
    int code = merge.exitCode();
    Set<Path> made = runs();
    made.removeAll(earlier);
    assertEquals(1, made.size(), merge.output());
    JsonNode result = JSON.readTree(made.iterator().next().resolve("results.json").toFile());
    assertEquals(
        Map.of("PASS", 0, "FAIL", 1, "INVALID", 3).get(result.path("verdict").asText()),
        code,
        merge.output());
    return result;
  }

  private Path output(String name) {
    return folder.resolve(name + ".txt");
  }

  /** The folders of all runs on the volume. */
  private Set<Path> runs() throws IOException {
    Path results = volume.resolve("results");
    if (!Files.exists(results)) {
      return new TreeSet<>();
    }
    try (Stream<Path> files = Files.list(results)) {
      return files
          .filter(file -> Files.exists(file.resolve("results.json")))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
