package io.openmeet.loadtest.workflowfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ci/reproducible}, with a Maven that takes no time; the real builds take minutes. */
class ReproducibleScriptTest {
  /** Writes what a build writes. */
  private static final String MAVEN =
      """
      #!/bin/sh
      set -e
      for argument; do
        case $argument in */pom.xml) project=${argument%/pom.xml} ;; esac
      done
      [ -f "$project/pom.xml" ]
      mkdir -p "$project/target/classes/a" "$project/target/test-classes" "$project/target/sbom"
      cd "$project/target"
      echo class > "classes/a/One file.class"
      echo test > test-classes/Test.class
      echo bom > sbom/kit.json
      """;

  @TempDir Path folder;

  private Path project;

  private record Ended(int exitCode, String output) {}

  @BeforeEach
  void makeProject() throws Exception {
    project = Files.createDirectory(folder.resolve("load tests"));
    Path script = Files.createDirectory(project.resolve("ci")).resolve("reproducible");
    Files.copy(Path.of("ci", "reproducible"), script);
    assertTrue(script.toFile().setExecutable(true));
    Files.createFile(project.resolve("pom.xml"));
    git("init", "--quiet");
    git("add", "--all");
    git("-c", "user.name=a", "-c", "user.email=a@localhost", "commit", "--quiet", "-m", "all");
  }

  private void git(String... arguments) throws Exception {
    Ended ended = run(Stream.concat(Stream.of("git"), Stream.of(arguments)).toList());
    assertEquals(0, ended.exitCode(), ended.output());
  }

  /** The last thing that Maven does. */
  private void mavenDoes(String line) throws Exception {
    Path maven = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
    Files.writeString(maven, MAVEN + line);
    assertTrue(maven.toFile().setExecutable(true));
  }

  private Ended reproducible(String... arguments) throws Exception {
    return run(Stream.concat(Stream.of("ci/reproducible"), Stream.of(arguments)).toList());
  }

  private Ended run(List<String> command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .merge("PATH", "", (path, none) -> folder.resolve("bin") + File.pathSeparator + path);
    builder.environment().put("TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  @Test
  void sameBuildsAreAcceptedAndRemoved() throws Exception {
    mavenDoes("echo same > kit.jar");

    Ended ended = reproducible();

    assertEquals(0, ended.exitCode(), ended.output());
    assertTrue(
        ended.output().endsWith("All 4 files of two builds are the same.\n"), ended.output());
    try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void namesTheFileThatDependsOnTheTimeZone() throws Exception {
    mavenDoes("echo $TZ > kit.jar");

    Ended ended = reproducible();

    assertEquals(1, ended.exitCode(), ended.output());
    assertTrue(
        ended.output().endsWith("Two builds of one commit differ in\n  ./kit.jar\n"),
        ended.output());
  }

  @Test
  void namesTheFileThatDependsOnTheFolder() throws Exception {
    mavenDoes("echo $PWD > kit.jar");

    Ended ended = reproducible(folder.resolve("kept").toString());

    assertEquals(1, ended.exitCode(), ended.output());
    assertTrue(ended.output().endsWith("  ./kit.jar\n"), ended.output());
    assertTrue(Files.exists(folder.resolve("kept/one/target/kit.jar")));
  }

  @Test
  void aBuildThatFailsIsNoDifference() throws Exception {
    mavenDoes("exit 1");

    Ended ended = reproducible();

    assertEquals(2, ended.exitCode(), ended.output());
    assertTrue(ended.output().contains("failed; see Maven's output above"), ended.output());
  }

  @Test
  void refusesAFolderThatExists() throws Exception {
    Ended ended = reproducible(folder.toString());

    assertEquals(2, ended.exitCode(), ended.output());
    assertTrue(
        ended
            .output()
            .endsWith(folder + ": expected a folder that does not exist, in one that does\n"),
        ended.output());
  }
}
