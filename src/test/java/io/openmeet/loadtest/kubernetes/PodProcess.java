package io.openmeet.loadtest.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The container of a Job's pod as a process of this machine: the command and the environment of the
 * manifest, an ordinary user, and other folders.
 */
final class PodProcess {
  private static final long LIMIT_SECONDS = 120;
  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final Path output;

  private PodProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** The places of a container: here, by their paths there. */
  record Places(ImageFolder image, Map<String, Path> mounts, PodUser user) {

    private String here(String text) {
      for (Map.Entry<String, Path> mount : mounts.entrySet()) {
        if (text.equals(mount.getKey()) || text.startsWith(mount.getKey() + "/")) {
          return mount.getValue() + text.substring(mount.getKey().length());
        }
      }
      return image.here(text);
    }
  }

  /**
   * Starts the container of a Job.
   *
   * @param changed variables that kustomize or Kubernetes would set
   * @param output for both outputs
   */
  static PodProcess start(Job job, Map<String, String> changed, Places places, Path output)
      throws IOException {
    Container container = job.getSpec().getTemplate().getSpec().getContainers().get(0);
    assertEquals(List.of(), container.getArgs());
    List<String> command = container.getCommand().stream().map(places::here).toList();
    ProcessBuilder builder =
        new ProcessBuilder(places.user().command(command))
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // Nothing of this process but what the image has, too.
    String path = builder.environment().get("PATH");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment(container, places));
    builder.environment().putAll(changed);
    Process process = builder.start();
    process.getOutputStream().close();
    return new PodProcess(process, output);
  }

  private static Map<String, String> environment(Container container, Places places) {
    Map<String, String> environment = new HashMap<>();
    for (EnvVar variable : container.getEnv()) {
      environment.put(variable.getName(), places.here(variable.getValue()));
    }
    return environment;
  }

  /** Waits for its end, and returns its exit code. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      end();
      throw new AssertionError("does not end: " + output());
    }
    return process.exitValue();
  }

  /** What it has printed so far. */
  String output() {
    return Manifests.text(output);
  }

  /** As a cluster does when a pod is deleted, but with less patience. */
  void end() throws InterruptedException {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
