package io.openmeet.loadtest.workflowfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of {@code ci} and {@code .ci}, by ShellCheck; without it, the tests are skipped. */
class ShellScriptsTest {
  @TempDir Path folder;

  private record Ended(int exitCode, String output) {}

  private static Ended check(List<Path> scripts) throws Exception {
    String program =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(place -> Path.of(place, "shellcheck"))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst()
            .orElseGet(() -> abort("no shellcheck on the PATH, so the scripts were not checked"));
    List<String> command =
        new ArrayList<>(List.of(program, "--external-sources", "--severity=warning"));
    scripts.forEach(script -> command.add(script.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private static boolean isShellScript(Path file) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines.findFirst().orElse("").matches("#!.*sh");
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static List<Path> scripts(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(Files::isRegularFile).filter(ShellScriptsTest::isShellScript).toList();
    }
  }

  @Test
  void theScriptsHaveNoMistakesThatCanBeFound() throws Exception {
    List<Path> scripts = new ArrayList<>(scripts("ci"));
    scripts.addAll(scripts(".ci"));
    assertTrue(scripts.contains(Path.of("ci/loadtest")), scripts.toString());

    assertEquals(new Ended(0, ""), check(scripts));
  }

  @Test
  void aMistakeIsFound() throws Exception {
    Path script = folder.resolve("script");
    Files.writeString(script, "#!/bin/bash\ncd /nowhere\nrm -rf all\n");

    Ended ended = check(List.of(script));

    assertEquals(1, ended.exitCode());
    assertTrue(ended.output().contains("SC2164"), ended.output());
  }
}
