package io.openmeet.reference.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.reference.http.Representation;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies of entries in the process, while other clients change what is in Redis. */
class NearCacheOnRedisTest extends CacheOnRedis {
  private Redis other;

  @BeforeEach
  void connect() {
    other = Redis.createClient(vertx, "redis://127.0.0.1:" + redis.port());
  }

  @AfterEach
  void disconnect() {
    other.close().await();
  }

  @Test
  void readsFromRedisOnceWhatDoesNotChange() {
    awaitCopy();
    Map<String, Integer> before = lookUps();
    long reads = reads();

    for (int i = 0; i < 100; i++) {
      assertEquals("1", ask(list, ANA));
    }

    assertEquals(reads, reads());
    assertEquals(Map.of("miss", 1, "hit", before.get("hit") + 100), lookUps());
  }

  @Test
  void servesWhatAnotherClientHasPutIntoRedis() {
    awaitCopy();

    run(change("changed"));

    awaitAnswer(list, ANA, "changed");
  }

  @Test
  void doesNotServeWhatAnotherClientHasTakenOutOfRedis() {
    awaitCopy();

    run(Request.cmd(Command.DEL).arg(key()));

    await(() -> ask(list, ANA).equals("2"), () -> "still there");
  }

  @Test
  void doesNotServeWhatWasInAnEmptiedRedis() {
    awaitCopy();

    run(Request.cmd(Command.FLUSHALL));

    await(() -> ask(list, ANA).equals("2"), () -> "still there");
  }

  @Test
  void afterItsConnectionIsLostServesNoOldCopyAndKeepsCopiesAgain() {
    awaitCopy();
    Request change = change("changed");

    // The cache gets no report of this change.
    other
        .batch(List.of(Request.cmd(Command.CLIENT).arg("KILL").arg("ID").arg(listener()), change))
        .await();

    awaitAnswer(list, ANA, "changed");
    awaitCopy("changed");
    run(change("again"));
    awaitAnswer(list, ANA, "again");
  }

  private void awaitCopy() {
    awaitCopy("1");
  }

  /** Asks until an answer comes without a request to Redis. */
  private void awaitCopy(String expected) {
    await(
        () -> {
          long before = reads();
          assertEquals(expected, ask(list, ANA));
          return reads() == before;
        },
        () -> "no copy");
  }

  private Request change(String answer) {
    Entry entry = new Entry(0, nowMs.get(), Representation.of(Buffer.buffer(answer)));
    return Request.cmd(Command.SET).arg(key()).arg(entry.toBytes());
  }

  private String key() {
    return run(Request.cmd(Command.KEYS).arg("*" + list.text())).get(0).toString();
  }

  private long reads() {
    String calls = "cmdstat_get:calls=";
    return run(Request.cmd(Command.INFO).arg("commandstats"))
        .toString()
        .lines()
        .filter(line -> line.startsWith(calls))
        .mapToLong(line -> Long.parseLong(line.substring(calls.length(), line.indexOf(','))))
        .findFirst()
        .orElse(0);
  }

  /** The client that receives the reports of changes. */
  private String listener() {
    return run(Request.cmd(Command.CLIENT).arg("LIST"))
        .toString()
        .lines()
        .filter(line -> line.contains(" flags=tB "))
        .map(line -> line.substring("id=".length(), line.indexOf(' ')))
        .reduce((one, two) -> two)
        .orElseThrow();
  }

  private Response run(Request request) {
    return other.send(request).await();
  }
}
