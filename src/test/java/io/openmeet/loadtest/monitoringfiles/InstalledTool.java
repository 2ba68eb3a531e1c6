package io.openmeet.loadtest.monitoringfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of the Prometheus project, from the PATH; Debian uses another name for Alertmanager.
 */
public enum InstalledTool {
  PROMETHEUS("prometheus", "prometheus"),
  PROMTOOL("prometheus", "promtool"),
  ALERTMANAGER("prometheus-alertmanager", "prometheus-alertmanager", "alertmanager"),
  AMTOOL("prometheus-alertmanager", "amtool");

  /** Set to 1 on machines that must have the tools, as .ci/run does. */
  private static final String REQUIRED = "LOADTEST_REQUIRE_PROMETHEUS";

  private static final int PATIENCE_SECONDS = 60;

  private final String debianPackage;
  private final List<String> names;

  InstalledTool(String debianPackage, String... names) {
    this.debianPackage = debianPackage;
    this.names = List.of(names);
  }

  /** Without the tool, the test is skipped; it fails if the tool is required. */
  String path() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseGet(this::missing);
  }

  private String missing() {
    String sentence =
        "no %s on the PATH, so nothing was tested with it; install it (Debian: apt-get install %s)"
            .formatted(names.get(0), debianPackage);
    if ("1".equals(System.getenv(REQUIRED))) {
      return fail(sentence);
    }
    return abort(sentence);
  }

  /** Runs the program, which must succeed; returns its output. */
  String accepts(Object... arguments) {
    List<String> command = new ArrayList<>(List.of(path()));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    try {
      Path file = Files.createTempFile(names.get(0), ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String output = Files.readString(file, StandardCharsets.UTF_8);
        assertTrue(ended, () -> command + " does not end: " + output);
        assertEquals(0, process.exitValue(), () -> command + ": " + output);
        return output;
      } finally {
        Files.delete(file);
      }
    } catch (IOException notStarted) {
      throw new AssertionError(command + ": " + notStarted.getMessage(), notStarted);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
