package io.openmeet.loadtest.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kustomize of an installed kubectl, or kustomize itself. No cluster is needed. */
final class Kustomize {
  private static final List<List<String>> PROGRAMS =
      List.of(List.of("kustomize", "build"), List.of("kubectl", "kustomize"));

  /** Components and replacements came with this version; Debian's kubectl is older. */
  private static final String NEEDED = "4.2";

  private static final Optional<List<String>> PROGRAM =
      PROGRAMS.stream().filter(words -> isInstalled(words.get(0)) && canReplace(words)).findFirst();

  private Kustomize() {}

  /**
   * The objects of an overlay, as YAML. Without a program that can build it, the test is skipped.
   */
  static String build(Path overlay) {
    List<String> program =
        PROGRAM.orElseGet(
            () ->
                abort(
                    "neither kustomize nor kubectl, with kustomize %s or later, is on the PATH; the overlays were not built"
                        .formatted(NEEDED)));
    Ended ended = run(program, overlay.toString());
    assertEquals(0, ended.exitCode(), ended.errors());
    assertEquals("", ended.errors(), "warnings");
    return ended.output();
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Whether it is new enough: this option came at the same time. */
  private static boolean canReplace(List<String> program) {
    return run(program, "--help").output().contains("--load-restrictor");
  }

  private record Ended(int exitCode, String output, String errors) {}

  private static Ended run(List<String> program, String argument) {
    try {
      Path errors = Files.createTempFile("kustomize", ".txt");
      try {
        Process process =
            new ProcessBuilder(Stream.concat(program.stream(), Stream.of(argument)).toList())
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output, Files.readString(errors));
      } finally {
        Files.delete(errors);
      }
    } catch (IOException notStarted) {
      throw new AssertionError(program + ": " + notStarted.getMessage(), notStarted);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
