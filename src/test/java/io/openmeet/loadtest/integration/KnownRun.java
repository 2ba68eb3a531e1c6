package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.integration.KnownServer.Behaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs of {@link KnownServerSimulation} in a separate JVM, in the smoke profile unless the
 * properties say otherwise.
 */
final class KnownRun {
  private static final long STANDSTILL_SECONDS = 2;

  private KnownRun() {}

  /** Repeated like {@link ForkedSimulation#untilValid}, each time with a new server. */
  static ForkedSimulation.Result valid(
      Path results, Behaviour behaviour, Map<String, String> properties) throws Exception {
    return ForkedSimulation.untilValid(results, folder -> of(folder, behaviour, properties));
  }

  static ForkedSimulation.Result of(
      Path results, Behaviour behaviour, Map<String, String> properties) throws Exception {
    try (KnownServer server = new KnownServer(behaviour)) {
      return of(results, server, properties);
    }
  }

  /** Uses a server that the test can query afterwards. */
  static ForkedSimulation.Result of(
      Path results, KnownServer server, Map<String, String> properties) throws Exception {
    return checked(
        ForkedSimulation.run(
            command(KnownServerSimulation.class, results, server, properties), results));
  }

  /** Some of the injector's users fail by themselves. */
  static ForkedSimulation.Result ofUsersWhoThrow(Path results, Behaviour behaviour)
      throws Exception {
    try (KnownServer server = new KnownServer(behaviour)) {
      return checked(
          ForkedSimulation.run(
              command(ThrowingUsersSimulation.class, results, server, Map.of()), results));
    }
  }

  /** The injector is stopped for two seconds of the window. */
  static ForkedSimulation.Result ofAnInjectorThatStandsStill(Path results, Behaviour behaviour)
      throws Exception {
    try (KnownServer server = new KnownServer(behaviour)) {
      Path output = Files.createTempFile(results, "output", ".txt");
      Process injector =
          ForkedSimulation.start(
              command(KnownServerSimulation.class, results, server, Map.of()), output);
      waitForTheWindow(output, injector);
      signal("STOP", injector);
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(STANDSTILL_SECONDS));
      signal("CONT", injector);
      return checked(ForkedSimulation.waitFor(injector, output, results));
    }
  }

  private static List<String> command(
      Class<? extends KnownServerSimulation> simulation,
      Path results,
      KnownServer server,
      Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.put("baseUrl", server.baseUrl());
    return ForkedSimulation.command(simulation, results, all);
  }

  /** Checks that the run has results, and an exit code that agrees with its verdict. */
  private static ForkedSimulation.Result checked(ForkedSimulation.Result run) throws IOException {
    boolean passed = run.resultsJson().path("verdict").asText().equals("PASS");
    assertEquals(passed ? 0 : 2, run.exitCode(), run.output());
    return run;
  }

  private static void waitForTheWindow(Path output, Process injector) throws IOException {
    while (!Files.readString(output).contains("  measuring, ") && injector.isAlive()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static void signal(String name, Process process)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }
}
