package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deletes what docs/adopt.md says, in a copy of the project. */
class AdoptDeletionsIT {
  private static final String SIMULATION = "io.openmeet.loadtest.simulations.RoomsSimulation";

  @TempDir private Path folder;

  /** In a copy of the project: what stays compiles, with the simulation of the page. */
  @Test
  void whatStaysAfterTheDeletionsCompiles() throws Exception {
    Path project = Files.createDirectories(folder.resolve("project"));
    bash("cp -r src PERFORMANCE_REPORT.md \"$0\"", Path.of(""), project);
    bash(deletions(), project, project);
    Files.writeString(
        project.resolve("src/test/java").resolve(SIMULATION.replace('.', '/') + ".java"),
        simulation());

    List<String> left = compiled(project);

    assertFalse(left.isEmpty());
    assertEquals(
        List.of(), left.stream().filter(file -> file.contains("io/openmeet/reference/")).toList());
    assertEquals(
        List.of("RoomsSimulation.java"),
        left.stream()
            .filter(file -> file.contains("/simulations/") && !file.endsWith("package-info.java"))
            .map(file -> Path.of(file).getFileName().toString())
            .toList());
  }

  private static String deletions() throws IOException {
    return block("\n## What to delete.*?\n```\n(.*?)```\n");
  }

  private static String simulation() throws IOException {
    return block("\n## One simulation.*?\n```java\n(.*?)```\n");
  }

  private static String block(String pattern) throws IOException {
    String page = Files.readString(Path.of("docs", "adopt.md"));
    Matcher block = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
    assertTrue(block.find(), () -> "docs/adopt.md should have a block " + pattern);
    return block.group(1);
  }

  /** Each of its commands has to succeed. */
  private static void bash(String script, Path in, Path argument) throws Exception {
    Process bash =
        new ProcessBuilder("bash", "-eu", "-c", script, argument.toString())
            .directory(in.toAbsolutePath().toFile())
            .inheritIO()
            .start();
    assertEquals(0, bash.waitFor(), script);
  }

  /** Compiles all classes of a project, with the libraries of this one; returns their files. */
  private static List<String> compiled(Path project) throws IOException {
    List<String> sources;
    try (Stream<Path> files = Files.walk(project.resolve("src"))) {
      sources = files.map(Path::toString).filter(file -> file.endsWith(".java")).toList();
    }
    String libraries =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .collect(Collectors.joining(File.pathSeparator));
    Path classes = Files.createDirectories(project.resolve("classes"));
    List<String> arguments =
        new ArrayList<>(
            List.of("-nowarn", "-proc:none", "-cp", libraries, "-d", classes.toString()));
    arguments.addAll(sources);
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new)));
    return sources;
  }
}
