package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.integration.KnownServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights over one history, as {@code ci/nightly} runs them. */
class NightIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SIMULATION = KnownServerSimulation.class.getName();
  private static final long LIMIT_SECONDS = 60;

  @TempDir private Path folder;
  private Path results;
  private volatile int everyWhichFails = Integer.MAX_VALUE;
  private KnownServer server;

  @BeforeEach
  void start() throws IOException {
    results = Files.createDirectories(folder.resolve("gatling"));
    server =
        new KnownServer(
            (number, seconds) ->
                number % everyWhichFails == 0 ? new Answer(500, 0) : Answer.AT_ONCE);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /**
   * The first night finds a damaged line in the history; in the second, every tenth answer fails.
   */
  @Test
  void theSecondNightSaysWhatBroke() throws Exception {
    Path history = Files.createDirectories(folder.resolve("history"));
    Files.writeString(history.resolve("runs.jsonl"), "{cut off\n");

    ForkedSimulation.Result first = untilValid("first");
    everyWhichFails = 10;
    ForkedSimulation.Result second = untilValid("second");

    assertEquals(0, first.exitCode(), first.output());
    assertEquals(1, second.exitCode(), second.output());
    JsonNode conclusion = night("second").path("conclusion");
    assertEquals("FAIL", conclusion.path("verdict").asText());
    assertEquals(
        List.of(
            "KnownServerSimulation is FAIL, it was PASS.",
            "KnownServerSimulation: the service level error-rate is broken, it was met."),
        JSON.convertValue(conclusion.path("changes"), List.class).subList(0, 2));
    assertTrue(second.output().contains("FAIL: night second, profile smoke"), second.output());
    assertTrue(Files.readString(history.resolve("runs.jsonl")).startsWith("{cut off\n"));
    String portal = Files.readString(results.resolve("index.html"));
    assertTrue(portal.contains("FAIL: night second, profile smoke"));
    assertTrue(
        Files.readString(results.resolve("nights/junit.xml"))
            .contains("testsuite name=\"KnownServerSimulation\""));
    assertTrue(
        Files.readString(results.resolve("nights/second/summary.md"))
            .startsWith("## FAIL: night second, profile smoke\n"));
  }

  /** Repeated under another name when this machine was too busy. */
  private ForkedSimulation.Result untilValid(String name) throws Exception {
    ForkedSimulation.Result result = night(name, List.of());
    if (result.exitCode() == 3) {
      Files.move(
          results.resolve("nights").resolve(name),
          results.resolve("nights").resolve(name + "-busy"));
      result = night(name, List.of());
    }
    return result;
  }

  @Test
  void aTargetThatIsDownMakesAnInvalidNight() throws Exception {
    server.close();

    ForkedSimulation.Result night = night("down", List.of());

    assertEquals(3, night.exitCode(), night.output());
    assertTrue(night.output().contains("INVALID, so it is repeated once"), night.output());
    JsonNode runs = night("down").path("runs");
    assertEquals(2, runs.size());
    assertTrue(
        runs.get(1).path("reasons").get(0).asText().contains("expected 200 from GET /health"),
        night.output());
    assertFalse(night.output().contains("\tat "), night.output());
  }

  /** Killed after its first run: the same command makes only the second. */
  @Test
  void anInterruptedNightGoesOn() throws Exception {
    List<String> two =
        List.of("--simulations", SIMULATION + "," + OtherKnownServerSimulation.class.getName());
    Path output = folder.resolve("killed.txt");
    Process killed = ForkedSimulation.start(command(null, two), output);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!Files.readString(output).contains("OtherKnownServerSimulation: running")
        && killed.isAlive()
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    List<ProcessHandle> injectors = killed.descendants().toList();
    killed.destroyForcibly().waitFor();
    injectors.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle injector : injectors) {
      injector.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    assertTrue(
        Files.readString(output).contains("OtherKnownServerSimulation: running"),
        Files.readString(output));

    ForkedSimulation.Result again = ForkedSimulation.run(command(null, two), results);

    assertEquals(1, again.lines("OtherKnownServerSimulation: running").size(), again.output());
    assertEquals(List.of(), again.lines("KnownServerSimulation: running"), again.output());
    assertTrue(again.exitCode() == 0 || again.exitCode() == 3, again.output());
  }

  private ForkedSimulation.Result night(String name, List<String> options) throws Exception {
    List<String> all = new ArrayList<>(List.of("--simulations", SIMULATION));
    all.addAll(options);
    return ForkedSimulation.run(command(name, all), results);
  }

  private List<String> command(String name, List<String> options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("night"));
    if (name != null) {
      arguments.add("--name=" + name);
    }
    arguments.addAll(options);
    arguments.addAll(
        List.of(
            "-Dprofile=smoke",
            "-Dmetrics.port=off",
            "-DbaseUrl=" + server.baseUrl(),
            "-Dgatling.noReports=true",
            "-Dhistory=" + folder.resolve("history")));
    return KitCommand.of(folder, results, arguments);
  }

  private JsonNode night(String name) throws IOException {
    return JSON.readTree(results.resolve("nights").resolve(name).resolve("night.json").toFile());
  }
}
