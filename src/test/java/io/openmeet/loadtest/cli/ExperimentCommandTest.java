package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.comparison.FakeMaven;
import io.openmeet.loadtest.results.SampleRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command in a JVM of its own, with a Maven whose runs take no time. */
class ExperimentCommandTest {
  private static final long PATIENCE_SECONDS = 60;
  private static final List<String> EXPERIMENT =
      List.of("--a=-Dreference.tuning=baseline", "--b=-Dreference.tuning=optimized", "--pairs=3");

  @TempDir Path temporary;

  private Path project;
  private FakeMaven maven;

  private record Ended(int exitCode, String output) {}

  @BeforeEach
  void makeProject() throws IOException {
    project = temporary.resolve("load tests");
    Path simulations = project.resolve("src/test/java/io/openmeet/loadtest/simulations");
    Files.createDirectories(simulations);
    Files.createFile(simulations.resolve("ApiSimulation.java"));
    Files.createFile(simulations.resolve("AuthSimulation.java"));
    maven =
        new FakeMaven(temporary.resolve("maven"))
            .giving("baseline", answeringIn(125))
            .giving("optimized", answeringIn(100));
  }

  private static SampleRun answeringIn(int ms) {
    SampleRun run = SampleRun.passing();
    run.responseMs = user -> ms;
    return run;
  }

  private Process start(List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dloadtest.project=" + project,
                "-cp",
                System.getProperty("java.class.path"),
                LoadTestCommand.class.getName(),
                "experiment"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("output").toFile());
    builder.environment().put("MAVEN_HOME", temporary.resolve("maven").toString());
    return builder.start();
  }

  private Ended run(List<String> arguments) throws Exception {
    Process process = start(arguments);
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the command does not end");
    return new Ended(process.exitValue(), output());
  }

  private String output() {
    try {
      return Files.readString(temporary.resolve("output"), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Path experiment() {
    return project.resolve("experiments").resolve("ApiSimulation-smoke");
  }

  @Test
  void doesNotWriteASecretIntoItsPlan() throws Exception {
    Ended ended = run(List.of("--a=-Djavax.net.ssl.trustStorePassword=pa55word", "--b="));

    assertEquals(2, ended.exitCode(), ended.output());
    assertEquals(
        "--a: -Djavax.net.ssl.trustStorePassword is a secret, and the plan is written into a file; leave it out, and put it into MAVEN_OPTS.\n",
        ended.output());
    assertFalse(Files.exists(project.resolve("experiments")));
  }

  @Test
  void makesAllRunsAndWritesTheReports() throws Exception {
    Ended ended = run(EXPERIMENT);

    assertEquals(0, ended.exitCode(), ended.output());
    assertEquals(6, maven.calls().size());
    assertTrue(ended.output().contains("Pair 2 of 3, B: PASS, P95 100 ms\n"), ended.output());
    assertTrue(
        ended
            .output()
            .contains("Experiment ApiSimulation-smoke: ApiSimulation, profile smoke, 3 of 3 pairs"),
        ended.output());
    for (String report : List.of("experiment.json", "experiment.md", "experiment.html")) {
      assertTrue(Files.size(experiment().resolve(report)) > 0, report);
    }
  }

  /** Ctrl-C and the end of a CI job end Maven too, and the experiment goes on afterwards. */
  @Test
  void goesOnAfterItWasEnded() throws Exception {
    maven.hangsAtCall(3);
    Process stopped = start(EXPERIMENT);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.exists(maven.pid())) {
      assertTrue(stopped.isAlive() && System.nanoTime() < deadline, this::output);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    long child = Long.parseLong(Files.readString(maven.pid()).strip());
    List<ProcessHandle> children = ProcessHandle.of(child).orElseThrow().descendants().toList();

    stopped.destroy();

    assertTrue(stopped.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the command does not end");
    assertFalse(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false), "Maven lives");
    children.forEach(handle -> assertFalse(handle.isAlive(), "a child of Maven lives"));
    assertEquals(3, maven.calls().size());

    Ended resumed = run(EXPERIMENT);

    assertEquals(0, resumed.exitCode(), resumed.output());
    assertTrue(
        resumed.output().startsWith("Experiment ApiSimulation-smoke: 2 of 6 runs have ended"),
        resumed.output());
    assertEquals(6 + 1, maven.calls().size());
  }

  @Test
  void analysesWithoutAnyRun() throws Exception {
    run(EXPERIMENT);
    String json = Files.readString(experiment().resolve("experiment.json"));
    Files.delete(experiment().resolve("experiment.json"));

    Ended ended = run(List.of("--analyse", "ApiSimulation-smoke"));

    assertEquals(0, ended.exitCode(), ended.output());
    assertEquals(6, maven.calls().size());
    assertEquals(json, Files.readString(experiment().resolve("experiment.json")));
  }

  @Test
  void resumesByName() throws Exception {
    run(EXPERIMENT);
    Files.delete(experiment().resolve("02-A/results.json"));

    Ended ended = run(List.of("--resume", "ApiSimulation-smoke"));

    assertEquals(0, ended.exitCode(), ended.output());
    assertEquals(6 + 1, maven.calls().size());
    assertTrue(maven.calls().get(6).contains("-Dreference.tuning=baseline"));
  }

  @Test
  void twoPairsAreNoEvidence() throws Exception {
    Ended ended =
        run(
            List.of(
                "--a=-Dreference.tuning=baseline",
                "--b=-Dreference.tuning=optimized",
                "--pairs=2"));

    assertEquals(3, ended.exitCode(), ended.output());
    assertTrue(
        ended.output().contains("There is no verdict: expected at least 3 usable pairs, found 2."),
        ended.output());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--a= | Error: Missing required argument(s): --b=<options>",
        "--a= --b= --pairs=0 | --pairs: expected a whole number of 1 or more, found 0.",
        "--a= --b= --simulation=Api | --simulation: expected one of ApiSimulation, AuthSimulation, BrowserSimulation,",
        "--a= --b= --profile=small | expected one of quick, smoke, daily, weekly, prerelease, found \"small\".",
        "--a=reference.tuning=baseline --b= | --a: expected properties like -Dreference.tuning=baseline, found \"reference.tuning=baseline\".",
        "--a= --b=-Dprofile=quick | --b: -Dprofile cannot differ between the sides; leave it out: use --profile.",
        "--a= --b=-Dnope=1 | --b: -Dnope: no such property; expected one that ci/loadtest settings prints, or one that begins with reference. or gatling. or javax.net.ssl.",
        "--a= --b=-Dwarmup.maximum=9 | --b: -Dwarmup.maximum: no such property; expected warmup.max.",
        "--a= --b= --name=../x | The name of an experiment: expected letters, digits, dots, dashes and underscores, found \"../x\".",
        "--resume=x | experiments/x: expected an experiment, found no plan.json in it; start one with --a and --b.",
        "--analyse=x | experiments/x: expected an experiment, found no plan.json in it; start one with --a and --b."
      })
  void wrongInputStartsNoRun(String arguments, String sentence) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    int code =
        LoadTestCommand.run(
            new PrintWriter(out), new PrintWriter(err), ("experiment " + arguments).split(" "));

    assertEquals(2, code, err::toString);
    assertTrue(err.toString().contains(sentence), err::toString);
    assertFalse(err.toString().contains("\tat "), err::toString);
    assertEquals("", out.toString());
  }
}
