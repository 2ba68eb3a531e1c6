package io.openmeet.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.process.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the API starts, fails to start, and ends. */
class ReferenceApiTest {
  @Test
  void theHandshakeHasTheAddressAndTheProcesses() {
    RunningApi api = RunningApi.shared();

    assertTrue(api.baseUrl().matches("http://127\\.0\\.0\\.1:\\d+"), api.baseUrl());
    assertEquals(api.process().pid(), api.handshake().path("pid").asLong());
    assertEquals(2, api.children().size());
    assertTrue(api.handshake().path("startedInMs").asLong() > 0);
    assertEquals("{\"status\":\"up\"}", api.client().get("/health", null).text());
  }

  @Test
  void twoApisRunSideBySideAndTheSecondStopsWithItsServersWhenItsStandardInputEnds() {
    RunningApi first = RunningApi.shared();
    RunningApi second = RunningApi.start();
    List<ProcessHandle> children = second.children();
    assertNotEquals(first.baseUrl(), second.baseUrl());
    Session session = first.client().register();
    assertEquals(200, first.client().get("/auth/me", session).status());
    assertEquals(401, second.client().get("/auth/me", session).status());
    assertEquals(200, second.client().get("/auth/me", second.client().loginAsUser(1)).status());

    second.close();

    assertEquals(0, second.exitCode());
    assertGone(children);
    assertEquals(200, first.client().get("/auth/me", session).status());
  }

  @Test
  void sigtermStopsTheApiAndItsServers() {
    RunningApi api = RunningApi.start();
    List<ProcessHandle> children = api.children();

    // Not process().destroy(), because that also closes standard input.
    api.process().toHandle().destroy();

    assertEquals(143, api.exitCode());
    assertGone(children);
  }

  @Test
  void afterAKillTheNextApiStopsTheOrphansAndBeginsWithTheSameSeed() throws Exception {
    RunningApi killed = RunningApi.start();
    List<ProcessHandle> orphans = killed.children();
    Session before = killed.client().loginAsUser(1);
    String seeded = killed.client().get("/meetings?limit=100", before).text();
    killed.client().createMeeting(before, "gone tomorrow", "2033-01-01T00:00:00Z");
    assertNotEquals(seeded, killed.client().get("/meetings?limit=100", before).text());
    killed.process().destroyForcibly();
    killed.process().waitFor();
    assertTrue(orphans.stream().allMatch(ProcessHandle::isAlive));

    try (RunningApi next = RunningApi.start()) {
      assertGone(orphans);
      Session after = next.client().loginAsUser(1);
      assertEquals(seeded, next.client().get("/meetings?limit=100", after).text());
      assertEquals(401, next.client().get("/auth/me", before).status());
    }
  }

  @Test
  void withoutRedisTheApiAnswersAndCountsCacheErrors() {
    try (RunningApi api = RunningApi.start("redisUrl=redis://127.0.0.1:" + FreePort.find())) {
      ApiClient client = api.client();
      Session session = client.loginAsUser(1);

      for (int i = 0; i < 5; i++) {
        assertEquals(200, client.get("/meetings", session).status());
        assertEquals(200, client.get("/auth/me", session).status());
        assertEquals(200, client.get("/search?q=budget", session).status());
      }
      assertTrue(client.metric("openmeet_cache_requests_total{result=\"error\"}") >= 15);
    }
  }

  @Test
  void anotherPostgresAndRedisCanBeUsed() throws IOException {
    int postgresPort = RunningApi.shared().databasePort();
    int redisPort = RunningApi.shared().redisPort();
    try (RunningApi api =
        RunningApi.start(
            "databaseUrl=postgresql://postgres@127.0.0.1:" + postgresPort + "/postgres",
            "redisUrl=redis://127.0.0.1:" + redisPort)) {
      assertEquals(0, api.children().size());
      Session session = api.client().loginAsUser(4);
      assertEquals(20, api.client().get("/meetings", session).body().path("items").size());
      assertEquals(0, api.client().metric("openmeet_cache_requests_total{result=\"error\"}"));
    }
  }

  @Test
  void anUnknownSettingOrFaultIsOneSentenceAndExitCodeOne() {
    assertTrue(failure("prot=1").startsWith("Unknown setting reference.prot; the valid ones are "));
    assertTrue(failure("faults=slow").startsWith("reference.faults cannot be read at 'slow'; "));
  }

  /** Redis cannot start there either, and its message is less clear. */
  @Test
  void aMachineWithoutAnEmbeddedDatabaseIsOneSentenceBeforeAnythingStarts(@TempDir Path folder)
      throws IOException {
    RunningApi api =
        RunningApi.launch(
            List.of("env", "JAVA_TOOL_OPTIONS=-Dos.name=Windows"), "dataFolder=" + folder);

    assertEquals(
        "The embedded PostgreSQL runs on Linux with glibc and on macOS, and there is none for Windows; run in WSL, give a PostgreSQL and a Redis of your own (reference.databaseUrl, reference.redisUrl), or test another target (-DbaseUrl).",
        api.handshake().path("message").asText());
    try (Stream<Path> made = Files.list(folder)) {
      assertEquals(0, made.count());
    }
  }

  @Test
  void aTakenPortIsOneSentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(
          "Port "
              + taken.getLocalPort()
              + " is taken by another program; set reference.port to another one, or to 0 for any"
              + " free one.",
          failure("port=" + taken.getLocalPort()));
    }
  }

  @Test
  void aDatabaseOutOfReachIsOneSentence() {
    int unusedPort = FreePort.find();

    String sentence = failure("databaseUrl=postgresql://u:secret@127.0.0.1:" + unusedPort + "/d");

    assertTrue(
        sentence.startsWith(
            "The database of reference.databaseUrl at 127.0.0.1:"
                + unusedPort
                + ", database d, cannot be used ("),
        sentence);
    assertFalse(sentence.contains("secret"), sentence);
  }

  @Test
  void aDataFolderThatCannotBeUsedIsOneSentence(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");

    String sentence = failure("dataFolder=" + file);

    assertTrue(sentence.startsWith("The data folder " + file + " cannot be used"), sentence);
  }

  @Test
  void aCorruptDatabaseIsOneSentence(@TempDir Path folder) throws IOException {
    Path sound = Path.of(RunningApi.argument(RunningApi.shared().children().get(0), "-D"));
    Path binaries = sound.getParent().resolveSibling(sound.getFileName());
    Path link = Files.createSymbolicLink(folder.resolve(binaries.getFileName()), binaries);
    Path data = folder.resolve("slot-1").resolve(binaries.getFileName());
    Files.createDirectories(data);

    String sentence = failure("dataFolder=" + folder);
    Files.delete(link);

    assertTrue(sentence.startsWith("The embedded PostgreSQL did not start: "), sentence);
    assertTrue(sentence.contains("; delete " + data + " so that it is made again, or"), sentence);
  }

  private static String failure(String setting) {
    RunningApi api = RunningApi.tryStart(setting);
    assertEquals("failed", api.handshake().path("event").asText());
    assertEquals(1, api.exitCode());
    String sentence = api.handshake().path("message").asText();
    assertTrue(sentence.endsWith("."), sentence);
    assertFalse(sentence.contains("\n"), sentence);
    return sentence;
  }

  private static void assertGone(List<ProcessHandle> processes) {
    Await.until(
        () -> processes.stream().noneMatch(ProcessHandle::isAlive),
        Duration.ofSeconds(5),
        () -> "still running: " + processes);
  }
}
