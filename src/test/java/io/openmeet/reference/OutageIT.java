package io.openmeet.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Kills the database, the cache and the API itself while clients write. The tests share one API,
 * because a start takes long.
 */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutageIT {
  /** The aim is five seconds on an idle machine; the test waits longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Of its own, so that no other test's API can take or free a slot between two starts. */
  private static final String DATA = "dataFolder=" + Path.of("target", "outage").toAbsolutePath();

  private static RunningApi api = RunningApi.start(DATA);
  private static Path recordings = api.recordings();

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  @Order(1)
  void afterPostgresIsKilledItRestartsWithAllAcknowledgedData() throws Exception {
    ApiClient client = api.client();
    ProcessHandle postgres = server(0);
    Writers writers = new Writers(client);
    try (writers) {
      await("writing", () -> writers.allHaveWritten(5));
      long killed = System.nanoTime();
      kill(postgres);
      int before = writers.acknowledged();
      await("writing again", () -> writers.acknowledged() > before + 20);
      printDuration("PostgreSQL killed: writes go on", killed);
    }

    assertEquals(List.of(), List.copyOf(writers.wrong));
    assertTrue(writers.unavailable.get() > 0, "nobody saw the outage");
    verify(client, writers);
  }

  @Test
  @Order(2)
  void afterRedisIsKilledAllReadsSucceedAndTheCacheHitsAgain() throws Exception {
    ApiClient client = api.client();
    Session session = client.loginAsUser(1);
    kill(server(1));
    long killed = System.nanoTime();

    String hits = "openmeet_cache_requests_total{result=\"hit\"}";
    double before = client.metric(hits);
    await(
        "hits",
        () -> {
          assertEquals(200, client.get("/meetings", session).status());
          return client.metric(hits) > before + 5;
        });
    printDuration("Redis killed: answers come from it", killed);
  }

  @Test
  @Order(3)
  void withKeepDataTheApiAfterAKilledOneHasAllAcknowledgedData() throws Exception {
    Writers writers = new Writers(api.client());
    try (writers) {
      await("writing", () -> writers.allHaveWritten(10));
      api.process().destroyForcibly();
      api.process().waitFor();
    }
    assertEquals(List.of(), List.copyOf(writers.wrong));

    api = RunningApi.start(DATA, "keepData=true");

    assertEquals(recordings, api.recordings());
    verify(api.client(), writers);
    try (Stream<Path> files = Files.list(recordings)) {
      assertTrue(files.noneMatch(file -> file.toString().endsWith(".incoming")));
    }
  }

  @Test
  @Order(4)
  void withoutKeepDataTheNextApiBeginsWithTheSeed() throws Exception {
    String meeting =
        "/meetings/"
            + api.client()
                .createMeeting(api.client().loginAsUser(1), "gone", "2031-01-01T00:00:00Z")
                .field("id");
    api.close();

    api = RunningApi.start(DATA);

    assertEquals(404, api.client().get(meeting, api.client().loginAsUser(1)).status());
    try (Stream<Path> files = Files.list(api.recordings())) {
      assertEquals(0, files.count());
    }
  }

  private static void verify(ApiClient client, Writers writers) throws Exception {
    Session session = client.loginAsUser(1);
    for (Map.Entry<String, String> meeting : writers.meetings.entrySet()) {
      assertEquals(meeting.getValue(), client.get(meeting.getKey(), session).text());
    }
    for (Map.Entry<String, String> recording : writers.recordings.entrySet()) {
      Answer answer = client.get(recording.getKey(), session);
      assertEquals(recording.getValue(), answer.text());
      byte[] bytes = Files.readAllBytes(recordings.resolve(answer.field("id")));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      assertEquals(answer.field("sha256"), HexFormat.of().formatHex(digest));
    }
    for (String email : writers.accounts.keySet()) {
      assertEquals(200, client.login(email, "long enough").status(), email);
    }
    for (Map.Entry<String, String> account : writers.uncertainAccounts.entrySet()) {
      boolean whole = client.login(account.getKey(), "long enough").status() == 200;
      assertEquals(
          whole ? 409 : 201, client.register(account.getKey(), account.getValue()).status());
    }
    if (writers.liveToken != null) {
      assertEquals(200, refresh(client, writers.liveToken));
    }
    for (String token : writers.usedTokens) {
      assertEquals(401, refresh(client, token));
    }
  }

  private static int refresh(ApiClient client, String token) {
    return client.post("/auth/refresh", null, Map.of("refreshToken", token)).status();
  }

  /** 0 is PostgreSQL, 1 is Redis, as started with the API. */
  private static ProcessHandle server(int index) {
    return ProcessHandle.of(api.handshake().path("childPids").get(index).asLong()).orElseThrow();
  }

  private static void kill(ProcessHandle server) throws Exception {
    long pid = server.pid();
    assertTrue(server.destroyForcibly());
    assertNotEquals(null, server.onExit().get(5, TimeUnit.SECONDS), "still there: " + pid);
  }

  private static void await(String what, Callable<Boolean> condition) {
    Await.until(condition, PATIENCE, () -> "no " + what);
  }

  private static void printDuration(String what, long since) {
    System.out.printf("%s after %d ms%n", what, (System.nanoTime() - since) / 1_000_000);
  }
}
