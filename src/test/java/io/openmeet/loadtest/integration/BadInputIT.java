package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.openmeet.loadtest.simulations.ApiSimulation;
import io.openmeet.loadtest.target.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong input ends the run before any load: one sentence, no stack trace, exit code 1. */
class BadInputIT {
  @TempDir Path folder;

  @Test
  void refusesAnUnknownProfile() throws Exception {
    assertRefused(
        Map.of("profile", "nightly"),
        "-Dprofile: expected one of quick, smoke, daily, weekly, prerelease, found \"nightly\".");
  }

  @Test
  void refusesAnUnknownProperty() throws Exception {
    assertRefused(Map.of("profil", "smoke"), "-Dprofil: no such property; did you mean -Dprofile?");
  }

  @Test
  void refusesOneOfSeveralInjectorsThatDoNotAgreeOnTheWindow() throws Exception {
    assertRefused(
        Map.of("injector", "2/2"),
        "-Dinjector=2/2: expected -Dinjector.barrier=<folder> or -DstartAt=<time> in addition, found neither; the injectors have to agree on when their windows open.");
  }

  @Test
  void stopsTheOtherInjectorsWhenItCannotStart() throws Exception {
    int port = freePort();
    Path barrier = folder.resolve("barrier");
    assertRefused(
        run(
            Map.of(
                "baseUrl",
                "http://127.0.0.1:" + port,
                "injector",
                "2/2",
                "injector.barrier",
                barrier.toString())));
    assertEquals(
        "its process ended before its load was over; its console says why",
        Files.readString(barrier.resolve("2-of-2.gave-up")));
  }

  @Test
  void refusesAPortForTheDashboardThatIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertRefused(
          Map.of("metrics.port", String.valueOf(other.getLocalPort())),
          "-Dmetrics.port: expected a free port, but %d on 127.0.0.1 is not available (Address already in use); choose another, or 0 for any."
              .formatted(other.getLocalPort()));
    }
  }

  @Test
  void refusesAnUnknownFault() throws Exception {
    ForkedSimulation.Result run = run(Map.of("reference.faults", "gremlins=3%"));
    assertRefused(run);
    assertTrue(run.output().contains("gremlins"), run.output());
  }

  @Test
  void refusesAMalformedSlaFile() throws Exception {
    Path slas = Files.writeString(folder.resolve("slas.json"), "{\"slas\": [");
    ForkedSimulation.Result run = run(Map.of("slas", slas.toString()));
    assertRefused(run);
    assertTrue(run.output().contains("The load test cannot start. " + slas), run.output());
  }

  @Test
  void refusesAnSlaFileWithoutARequiredLevel() throws Exception {
    Path slas =
        Files.writeString(
            folder.resolve("slas.json"),
            """
            {"slas": [{"id": "api-p96", "name": "API P96", "measure": "responseTime",
                       "percentile": 96, "bound": "<", "limit": 200}]}
            """);
    assertRefused(
        Map.of("slas", slas.toString()),
        slas + ": the service level \"api-p95\" is required, but missing; the file has api-p96.");
  }

  @Test
  void refusesAFeederWithABlankCell() throws Exception {
    Path feeders = Files.createDirectories(folder.resolve("classes/feeders"));
    Files.writeString(
        feeders.resolve("users.csv"),
        "email,password,name,organisation\na@b.example,secret-123,,Acme\n");
    assertRefused(
        Map.of(ForkedSimulation.CLASS_PATH_BEFORE, feeders.getParent().toString()),
        "feeders/users.csv line 2, column name: expected a value, found none.");
  }

  /** With a wrong password the JDK creates no HTTP client, not even for plain HTTP. */
  @Test
  void refusesATrustStoreWithAnotherPassword() throws Exception {
    Path store = SelfSigned.in(folder);
    assertRefused(
        Map.of(
            "javax.net.ssl.trustStore",
            store.toString(),
            "javax.net.ssl.trustStorePassword",
            "not-this-one"),
        "-Djavax.net.ssl.trustStorePassword: expected the password of %s, but this one does not open it (keystore password was incorrect); correct it."
            .formatted(store));
  }

  @Test
  void refusesATargetThatIsDown() throws Exception {
    int port = freePort();
    ForkedSimulation.Result run = run(Map.of("baseUrl", "http://127.0.0.1:" + port));
    assertRefused(run);
    assertTrue(run.output().contains("expected 200 from GET /health"), run.output());
  }

  @Test
  void refusesAnUnhealthyTarget() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health",
        exchange -> {
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    server.start();
    try {
      String baseUrl = "http://127.0.0.1:" + server.getAddress().getPort();
      assertRefused(
          Map.of("baseUrl", baseUrl),
          baseUrl
              + ": expected 200 from GET /health, but it answered 500; fix the target, correct -DbaseUrl, or set -Dtarget.health to another address or none.");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void refusesAHostThatIsNotAllowed() throws Exception {
    assertRefused(
        Map.of("baseUrl", "http://openmeet.example"),
        "-DbaseUrl=http://openmeet.example: load goes to loopback only; to send it to this host, add -DallowTarget=openmeet.example.");
  }

  @Test
  void refusesAPortOfTheReferenceApiThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      ForkedSimulation.Result run =
          run(Map.of("reference.port", String.valueOf(taken.getLocalPort())));
      assertRefused(run);
      assertTrue(run.output().contains(String.valueOf(taken.getLocalPort())), run.output());
    }
  }

  @Test
  void refusesADatabaseThatCannotStart() throws Exception {
    Path notAFolder = Files.writeString(folder.resolve("a-file"), "");
    ForkedSimulation.Result run = run(Map.of("reference.dataFolder", notAFolder.toString()));
    assertRefused(run);
    assertTrue(run.output().contains("a-file"), run.output());
  }

  private ForkedSimulation.Result run(Map<String, String> properties) throws Exception {
    Path results = Files.createDirectories(folder.resolve("results"));
    return ForkedSimulation.run(ApiSimulation.class, results, properties);
  }

  private void assertRefused(Map<String, String> properties, String sentence) throws Exception {
    ForkedSimulation.Result run = run(properties);
    assertRefused(run);
    assertTrue(
        run.output().contains("The load test cannot start. " + sentence + System.lineSeparator()),
        run.output());
  }

  private void assertRefused(ForkedSimulation.Result run) {
    assertAll(
        run.output(),
        () -> assertEquals(1, run.exitCode()),
        () -> assertEquals(1, run.lines("The load test cannot start.").size()),
        () -> assertEquals(0, run.lines("at ").size()),
        () -> assertFalse(hasLog(run.results())));
  }

  private static boolean hasLog(Path results) throws IOException {
    try (Stream<Path> files = Files.walk(results)) {
      return files.anyMatch(file -> file.endsWith("simulation.log"));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
