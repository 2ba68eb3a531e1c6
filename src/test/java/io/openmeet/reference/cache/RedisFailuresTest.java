package io.openmeet.reference.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The cache on a Redis that keeps nothing or does not answer. */
class RedisFailuresTest extends CacheOnRedis {
  @Test
  void anAnswerThatRedisRefusesToKeepIsAnErrorAndNoMiss() {
    Redis admin = Redis.createClient(vertx, "redis://127.0.0.1:" + redis.port());
    try {
      configure(admin, "maxmemory-policy", "noeviction");
      configure(admin, "maxmemory", "1");
      ask(list, ANA);
      askUntil("error");
      int misses = lookUps().get("miss");

      ask(list, ANA);

      assertEquals(misses, lookUps().get("miss"));
    } finally {
      configure(admin, "maxmemory", "64mb");
      configure(admin, "maxmemory-policy", "allkeys-lru");
      admin.close().await();
    }
    askUntil("hit");
  }

  /** If each look-up waited for Redis, this test would exceed its timeout. */
  @Test
  @Timeout(30)
  void whileRedisHangsAnswersAreMadeAnewWithoutWaitingAndAfterwardsFoundAgain() throws Exception {
    cache.close().await();
    cache = withPatience(250);
    askUntil("hit");
    int before = made.get();
    signal("STOP");
    try {
      for (int i = 1; i <= 400; i++) {
        // A new key each time, because a copy in this process needs no Redis.
        Cached.Key other = Cached.MEETING_LISTS.of(organisation, "page " + i);
        assertEquals(Integer.toString(before + i), ask(other, ANA));
      }
    } finally {
      signal("CONT");
    }
    assertTrue(lookUps().get("error") >= 400);
    int hits = lookUps().get("hit");

    await(
        () -> {
          nowMs.addAndGet(1_000);
          ask(list, ANA);
          return lookUps().get("hit") > hits;
        },
        () -> "no hit");
  }

  private void askUntil(String result) {
    await(
        () -> {
          ask(list, ANA);
          return lookUps().containsKey(result);
        },
        () -> "no " + result + " in " + lookUps());
  }

  private static void configure(Redis admin, String setting, String value) {
    admin.send(Request.cmd(Command.CONFIG).arg("SET").arg(setting).arg(value)).await();
  }

  private static void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(redis.pid())).start();
    assertEquals(0, kill.waitFor());
  }
}
