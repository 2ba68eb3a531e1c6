package io.openmeet.reference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import io.openmeet.reference.database.DatabaseSession;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Sends thousands of hostile requests, the same each time, from a user without rights to the data;
 * then checks what the API still holds.
 */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileInputIT {
  private static final int CLIENTS = 4;
  private static final int REQUESTS_EACH = 2_600;
  private static final long SEED = 20_260_301;

  /** In bytes; 800 bytes that remain from each request would exceed it. */
  private static final long MOST_HEAP_LEFT_BEHIND = 8 << 20;

  /** Only answers to its owner may contain it. */
  private static final String SECRET = "secret-" + UUID.randomUUID();

  private static RunningApi api;
  private static ApiClient client;
  private static Session victim;
  private static Session attacker;
  private static List<String> foreignPaths;
  private static long heapBefore;

  @BeforeAll
  static void start() throws Exception {
    api = RunningApi.start("requestSeconds=2");
    client = api.client();
    victim = client.loginAsUser(1);
    attacker = client.loginAsUser(2);
    String meeting = client.createMeeting(victim, SECRET, "2031-01-01T00:00:00Z").field("id");
    String recording = client.upload(victim, SECRET, new byte[1]).field("id");
    foreignPaths = List.of("/meetings/" + meeting, "/recordings/" + recording);
    heapBefore = liveHeapBytes();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  @Order(1)
  void hostileRequestsCauseNoServerErrorNoHangAndNoLeak() {
    long start = System.nanoTime();
    IntStream.range(0, CLIENTS).parallel().forEach(HostileInputIT::attack);
    System.out.printf(
        "%d hostile requests in %d ms%n",
        CLIENTS * REQUESTS_EACH, (System.nanoTime() - start) / 1_000_000);

    for (String path : foreignPaths) {
      assertTrue(client.get(path, victim).text().contains(SECRET), "changed by them: " + path);
    }
    assertEquals(200, client.get("/meetings", attacker).status());
    String metrics = client.get("/metrics", null).text();
    Set<String> routes = new HashSet<>();
    metrics
        .lines()
        .filter(line -> line.startsWith("openmeet_http_requests_seconds_count"))
        .forEach(line -> routes.add(line.replaceFirst(".*route=\"([^\"]*)\".*", "$1")));
    assertTrue(routes.size() < 40, "labels contain input: " + routes);
    assertFalse(metrics.contains(HostileRequests.MARK), "a label contains input");
    assertFalse(metrics.contains(SECRET));
  }

  @Test
  @Order(2)
  void everyFileLeftIsARecordingInTheDatabaseNamedByItsId() throws Exception {
    Set<String> ids = new TreeSet<>();
    Set<String> givenNames = new TreeSet<>();
    try (DatabaseSession database = new DatabaseSession(api)) {
      for (Row row : database.run("SELECT id, file_name FROM recordings WHERE status = 'stored'")) {
        ids.add(row.getUUID("id").toString());
        givenNames.add(row.getString("file_name"));
      }
    }
    assertTrue(givenNames.contains("../../../etc/passwd"), "upload is missing: " + givenNames);

    Path folder = api.recordings();
    try (Stream<Path> all = Files.walk(folder)) {
      assertEquals(
          ids,
          all.filter(file -> !file.equals(folder))
              .map(file -> folder.relativize(file).toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    for (String name : givenNames) {
      assertFalse(Files.exists(folder.resolve(name)), "the API used the name as a path: " + name);
    }
  }

  @Test
  @Order(3)
  void hostileRequestsLeaveNothingInMemory() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    long left = liveHeapBytes() - heapBefore;
    System.out.printf("%d kB of heap before, %d kB left behind%n", heapBefore >> 10, left >> 10);
    // The API may free the memory of the last requests a little later.
    while (left > MOST_HEAP_LEFT_BEHIND) {
      assertTrue(System.nanoTime() < deadline, left + " bytes more than " + heapBefore);
      left = liveHeapBytes() - heapBefore;
    }
  }

  @Test
  void aHiddenSecondRequestIsNotRun() {
    String hidden =
        "DELETE "
            + foreignPaths.get(0)
            + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
            + victim.token()
            + "\r\n\r\n";
    for (String lengths :
        List.of(
            "Content-Length: " + hidden.length() + "\r\nContent-Length: 0",
            "Content-Length: 0, " + hidden.length())) {
      try (RawClient raw = new RawClient(api.baseUrl())) {
        raw.send("POST /auth/login HTTP/1.1\r\nHost: x\r\n" + lengths + "\r\n\r\n" + hidden);
        RawClient.Reply reply = raw.reply();
        assertNotNull(reply);
        assertEquals(400, reply.status());
        raw.awaitClosed();
      }
      assertEquals(200, client.get(foreignPaths.get(0), victim).status(), lengths);
    }
  }

  private static void attack(int number) {
    long seed = SEED + number;
    HostileRequests requests = new HostileRequests(seed, attacker, foreignPaths);
    RawClient raw = new RawClient(api.baseUrl());
    for (int i = 0; i < REQUESTS_EACH; i++) {
      HostileRequests.Shot shot = requests.next();
      String which = "seed " + seed + ", request " + i + ": " + excerpt(shot.bytes());
      try {
        if (!shot.http()) {
          raw.close();
          raw = new RawClient(api.baseUrl());
        }
        raw.trySend(shot.bytes());
        if (!shot.http()) {
          raw.endOutput();
        }
        boolean more = check(raw.reply(), shot, which);
        // The API must not have run any other request hidden in those bytes.
        while (!shot.http() && more) {
          more = check(raw.reply(), shot, which);
        }
        if (!more || !shot.http()) {
          raw.close();
          raw = new RawClient(api.baseUrl());
        }
      } catch (RuntimeException hangs) {
        throw new AssertionError(which, hangs);
      }
    }
    raw.close();
  }

  /** Whether another answer can come on the connection. */
  private static boolean check(RawClient.Reply reply, HostileRequests.Shot shot, String which) {
    if (reply == null) {
      assertFalse(shot.http(), "no answer to " + which);
      return false;
    }
    assertTrue(reply.status() < 500 || isUnknownVersion(reply), reply + " to " + which);
    assertFalse(reply.body().contains(SECRET), "leak in answer to " + which);
    assertFalse(reply.body().contains("Exception"), reply + " to " + which);
    assertFalse(reply.body().contains("\tat "), reply + " to " + which);
    if (reply.status() >= 400 && !reply.body().isEmpty()) {
      assertTrue(reply.body().startsWith("{\"error\":{\"id\":\""), reply + " to " + which);
    }
    return !reply.headers().getOrDefault("connection", "").equals("close");
  }

  /** Vert.x's own answer to an HTTP version that does not exist. */
  private static boolean isUnknownVersion(RawClient.Reply reply) {
    return reply.status() == 501 && reply.body().isEmpty();
  }

  private static String excerpt(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.substring(0, Math.min(400, text.length()));
  }

  /** The bytes in the API's heap after a garbage collection. */
  private static long liveHeapBytes() throws IOException, InterruptedException {
    Process collection =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(api.process().pid()),
                "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, collection.waitFor(), "jcmd");
    long bytes =
        client
            .get("/metrics", null)
            .text()
            .lines()
            .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
            .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
            .sum();
    assertTrue(bytes > 1 << 20, "too few bytes for a heap: " + bytes);
    return bytes;
  }
}
