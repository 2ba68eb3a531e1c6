package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.integration.KnownServer.Behaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A run of {@link KnownServerSimulation} in a separate JVM, and its results.json. */
final class KnownRun {
  private static final int ATTEMPTS = 3;

  private KnownRun() {}

  /** In the smoke profile; repeated when another program kept this machine too busy. */
  static JsonNode valid(Path results, Behaviour behaviour) throws Exception {
    JsonNode result = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      result = of(Files.createDirectory(results.resolve("attempt-" + attempt)), behaviour);
      if (!result.path("verdict").asText().equals("INVALID")) {
        return result;
      }
      System.out.printf("INVALID, attempt %d: %s%n", attempt, result.path("reasons"));
    }
    return result;
  }

  /** In the smoke profile. */
  static JsonNode of(Path results, Behaviour behaviour) throws Exception {
    return of(results, behaviour, Map.of());
  }

  static JsonNode of(Path results, Behaviour behaviour, Map<String, String> properties)
      throws Exception {
    try (KnownServer server = new KnownServer(behaviour)) {
      return of(KnownServerSimulation.class, results, server, properties, false);
    }
  }

  /** In the smoke profile; some of the injector's users fail by themselves. */
  static JsonNode ofUsersWhoThrow(Path results, Behaviour behaviour) throws Exception {
    try (KnownServer server = new KnownServer(behaviour)) {
      return of(ThrowingUsersSimulation.class, results, server, Map.of(), false);
    }
  }

  /** In the smoke profile; the injector is stopped for two seconds of the window. */
  static JsonNode ofAnInjectorThatStandsStill(Path results, Behaviour behaviour) throws Exception {
    try (KnownServer server = new KnownServer(behaviour)) {
      return of(KnownServerSimulation.class, results, server, Map.of(), true);
    }
  }

  /** Uses a server that the test can query afterwards. In the smoke profile. */
  static JsonNode of(Path results, KnownServer server) throws Exception {
    return of(results, server, Map.of());
  }

  static JsonNode of(Path results, KnownServer server, Map<String, String> properties)
      throws Exception {
    return of(KnownServerSimulation.class, results, server, properties, false);
  }

  private static JsonNode of(
      Class<? extends KnownServerSimulation> simulation,
      Path results,
      KnownServer server,
      Map<String, String> properties,
      boolean standsStill)
      throws Exception {
    Map<String, String> all = new HashMap<>(properties);
    all.put("baseUrl", server.baseUrl());
    Path output = Files.createTempFile(results, "output", ".txt");
    Process injector =
        ForkedSimulation.start(ForkedSimulation.command(simulation, results, all), output);
    if (standsStill) {
      waitForTheWindow(output, injector);
      signal("STOP", injector);
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
      signal("CONT", injector);
    }
    boolean ended = injector.waitFor(120, TimeUnit.SECONDS);
    injector.destroyForcibly();
    assertTrue(ended, "the run does not end");
    var run = new ForkedSimulation.Result(injector.exitValue(), Files.readString(output), results);
    JsonNode result =
        JsonMapper.builder().build().readTree(run.runFolder().resolve("results.json").toFile());
    assertEquals(
        result.path("verdict").asText().equals("PASS") ? 0 : 2, run.exitCode(), run.output());
    return result;
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
