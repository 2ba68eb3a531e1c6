package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.SampleRun;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ci/loadtest} in the environments of its users, in a compiled project. */
class CommandScriptTest {
  @TempDir Path folder;

  private Path project;

  private record Ended(int exitCode, String output) {}

  @BeforeEach
  void makeProject() throws IOException {
    project = folder.resolve("load tests");
    Path script = Files.createDirectories(project.resolve("ci")).resolve("loadtest");
    Files.copy(Path.of("ci", "loadtest"), script);
    assertTrue(script.toFile().setExecutable(true));
    Files.createFile(project.resolve("pom.xml"));
    Files.createDirectories(project.resolve("src/main"));
    copy(Path.of("target", "classes"), project.resolve("target/classes"));
    // Last, because its time shows when the project was compiled.
    Files.writeString(
        project.resolve("target/loadtest.classpath"), System.getProperty("java.class.path"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  private static Path installed(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(place -> Path.of(place, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private Ended run(Map<String, String> environment, Object... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(Stream.of(command).map(Object::toString).toList())
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  @Test
  void cdpathChangesNothing() throws Exception {
    Ended ended = run(Map.of("CDPATH", ".:" + folder), "load tests/ci/loadtest", "--help");

    assertEquals(0, ended.exitCode(), ended.output());
    assertTrue(ended.output().startsWith("Usage: "), ended.output());
  }

  @Test
  void canBeCalledThroughALink() throws Exception {
    Path run = SampleRun.passing().writeTo(folder);
    Path link = Files.createDirectory(folder.resolve("bin")).resolve("openmeet");
    Files.createSymbolicLink(link, Path.of("../load tests/ci/loadtest"));

    Ended ended = run(Map.of(), link, "report", run);

    assertEquals(0, ended.exitCode(), ended.output());
    assertTrue(ended.output().startsWith("PASS: "), ended.output());
  }

  /** As above, the class path's file is the newest, so nothing is compiled. */
  @Test
  void givesCommandsThatStartInjectorsTheLoadTests() throws Exception {
    Path loadTests = project.resolve("target/test-classes");
    Path simulations = loadTests.resolve("io/openmeet/loadtest/simulations");
    Files.createFile(Files.createDirectories(simulations).resolve("ApiSimulation.class"));
    Files.createFile(Files.createDirectory(loadTests.resolve("jvm")).resolve("injector.options"));
    Files.createFile(project.resolve("gatling.conf"));
    Files.createDirectory(project.resolve("feeders"));
    Files.writeString(project.resolve("target/injector.classpath"), loadTests + ":/a.jar\n");

    Ended ended = run(Map.of(), project.resolve("ci/loadtest"), "inject", "ApSimulation");

    assertEquals(2, ended.exitCode(), ended.output());
    assertTrue(
        ended.output().startsWith("<simulation>: expected one of ApiSimulation, or another class "),
        ended.output());
  }

  /** As in the image of ci/Dockerfile. */
  @Test
  void withoutSourcesNothingIsCompiled() throws Exception {
    Files.delete(project.resolve("pom.xml"));
    Files.delete(project.resolve("src/main"));

    Ended ended = run(Map.of(), project.resolve("ci/loadtest"), "--version");

    assertEquals(0, ended.exitCode(), ended.output());
    assertTrue(ended.output().matches("openmeet-loadtest \\S+\n"), ended.output());
  }

  /** Its folder of programs has all that the script needs, except mvn. */
  @Test
  void withoutMavenTheWrapperCompiles() throws Exception {
    Files.delete(project.resolve("target/loadtest.classpath"));
    Path wrapper = project.resolve("mvnw");
    Files.writeString(
        wrapper,
        """
        #!/bin/sh
        for argument; do
          case $argument in -Dmdep.outputFile=*) echo "$CLASS_PATH" > "${argument#*=}" ;; esac
        done
        """);
    assertTrue(wrapper.toFile().setExecutable(true));
    Path programs = Files.createDirectory(folder.resolve("bin"));
    for (String name : List.of("bash", "sh", "dirname", "readlink", "find", "rm", "mv", "cat")) {
      Files.createSymbolicLink(programs.resolve(name), installed(name));
    }
    Files.createSymbolicLink(
        programs.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java"));

    Ended ended =
        run(
            Map.of(
                "PATH", programs.toString(), "CLASS_PATH", System.getProperty("java.class.path")),
            "/bin/bash",
            project.resolve("ci/loadtest"),
            "--version");

    assertEquals(0, ended.exitCode(), ended.output());
    assertTrue(
        ended.output().matches("Compiling the commands \\.\\.\\.\nopenmeet-loadtest \\S+\n"),
        ended.output());
  }

  /** Exit code 1 would mean a broken service level. */
  @Test
  void exitsWith2WhenTheJvmDoesNotStart() throws Exception {
    Map<String, String> causes =
        Map.of(
            "JDK_JAVA_OPTIONS", "-Xmx1",
            "JAVA_TOOL_OPTIONS", "-Xmx1",
            "_JAVA_OPTIONS", "-Xmx1",
            "JAVA_HOME", "/nowhere");
    for (Map.Entry<String, String> cause : causes.entrySet()) {
      Ended ended =
          run(Map.of(cause.getKey(), cause.getValue()), project.resolve("ci/loadtest"), "--help");

      assertEquals(2, ended.exitCode(), ended.output());
      assertTrue(ended.output().contains("The commands' JVM does not start"), ended.output());
    }
  }
}
