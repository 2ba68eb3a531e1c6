package io.openmeet.loadtest.kubernetes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The scripts of ci/kubernetes in an image whose {@code ci/loadtest} is another program. */
final class Scripts {
  private static final int PATIENCE_SECONDS = 30;

  private final Path app;

  /** How a script ended. */
  record Ended(int exitCode, String output) {}

  /**
   * @param app an empty folder, for the image
   * @param loadtest text of a program for sh
   */
  Scripts(Path app, String loadtest) throws IOException {
    this.app = app;
    Path folder = Files.createDirectories(app.resolve("ci/kubernetes"));
    for (String script : List.of("injector", "merge")) {
      Files.copy(Manifests.FOLDER.resolve(script), folder.resolve(script));
    }
    Path program = Files.writeString(app.resolve("ci/loadtest"), "#!/bin/sh\n" + loadtest);
    assertTrue(program.toFile().setExecutable(true));
  }

  Process start(String script, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(app.resolve("ci/kubernetes").resolve(script).toString())
            .redirectErrorStream(true)
            .redirectOutput(app.resolve(script + ".txt").toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** What a script has printed so far. */
  String output(String script) throws IOException {
    return Files.readString(app.resolve(script + ".txt"), StandardCharsets.UTF_8);
  }

  Ended run(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    return waitFor(script, start(script, environment));
  }

  Ended waitFor(String script, Process process) throws IOException, InterruptedException {
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    assertTrue(ended, () -> script + " does not end");
    return new Ended(process.exitValue(), output(script));
  }
}
