package io.openmeet.reference.cache;

import io.micrometer.core.instrument.Counter;
import io.openmeet.reference.metrics.Metrics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Finished answers, kept in Redis. Each bears a version (see {@link Versions}), so that a reader
 * can refuse one from before his own write. Simultaneous misses of one answer share one making.
 * Without Redis everything is made anew each time: slower, and counted.
 */
public final class AnswerCache {
  private static final int VERSION_BYTES = Long.BYTES;
  private static final long PATIENCE_MS = 250;

  private record Making(long version, Future<Buffer> answer) {}

  private final Vertx vertx;
  private final RedisLink redis;
  private final Versions versions;
  private final boolean off;
  private final Counter hits;
  private final Counter misses;
  private final Counter errors;
  private final ConcurrentMap<String, Making> makings = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Boolean> refreshes = new ConcurrentHashMap<>();

  /** Keys are this process's own: another one on the same Redis has other data. */
  private final String prefix = "openmeet:" + UUID.randomUUID() + ":";

  /**
   * @param off the fault: nothing is found, nothing is kept
   */
  public AnswerCache(
      Vertx vertx, String redisUrl, Versions versions, Metrics metrics, boolean off) {
    this.vertx = vertx;
    this.redis = new RedisLink(vertx, redisUrl);
    this.versions = versions;
    this.off = off;
    this.hits = metrics.cacheRequests("hit");
    this.misses = metrics.cacheRequests("miss");
    this.errors = metrics.cacheRequests("error");
  }

  /**
   * The answer for a key, from Redis if it is there and new enough, made otherwise.
   *
   * @param oldest the oldest version that will do
   * @param maker asks the database; called at most once at a time for a key and version
   */
  public Future<Buffer> answer(
      String key, long oldest, Duration life, Supplier<Future<Buffer>> maker) {
    if (off) {
      misses.increment();
      return maker.get();
    }
    return redis
        .send(Request.cmd(Command.GET).arg(prefix + key))
        .timeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
        .transform(
            found -> {
              if (found.failed()) {
                errors.increment();
                return make(key, oldest, life, maker);
              }
              Buffer body = newEnough(found.result(), oldest);
              if (body != null) {
                hits.increment();
                return Future.succeededFuture(body);
              }
              misses.increment();
              return make(key, oldest, life, maker);
            });
  }

  /** Keeps an answer that was come by anyway. */
  public void keep(String key, long version, Duration life, Buffer answer) {
    if (!off) {
      Buffer value =
          Buffer.buffer(VERSION_BYTES + answer.length()).appendLong(version).appendBuffer(answer);
      redis.send(
          Request.cmd(Command.SET).arg(prefix + key).arg(value).arg("PX").arg(life.toMillis()));
    }
  }

  /**
   * Makes an answer anew a little later, so that others need not: after a write, for what is read
   * all the time. Writes that come meanwhile are served by the same refresh.
   */
  public void refreshSoon(
      String key, Duration delay, Duration life, Supplier<Future<Buffer>> maker) {
    if (!off && refreshes.putIfAbsent(key, true) == null) {
      vertx.setTimer(
          delay.toMillis(),
          timer -> {
            refreshes.remove(key);
            make(key, versions.now(), life, maker);
          });
    }
  }

  public Future<Void> close() {
    return redis.close();
  }

  private static Buffer newEnough(Response found, long oldest) {
    if (found == null) {
      return null;
    }
    Buffer value = found.toBuffer();
    return value.getLong(0) >= oldest ? value.slice(VERSION_BYTES, value.length()) : null;
  }

  private Future<Buffer> make(
      String key, long oldest, Duration life, Supplier<Future<Buffer>> maker) {
    Making running = makings.get(key);
    if (running != null && running.version() >= oldest) {
      return here(running.answer());
    }
    Promise<Buffer> promise = Promise.promise();
    Making mine = new Making(versions.now(), promise.future());
    makings.put(key, mine);
    Future<Buffer> answer = Future.succeededFuture().compose(started -> maker.get());
    answer.onComplete(
        (body, failure) -> {
          // Whoever began later is newer, and must not be overwritten by one who took longer.
          boolean newest = makings.remove(key, mine);
          if (failure == null) {
            if (newest) {
              keep(key, mine.version(), life, body);
            }
            promise.complete(body);
          } else {
            promise.fail(failure);
          }
        });
    return answer;
  }

  /** Brings a result from whichever event loop makes it to that of the caller. */
  private <T> Future<T> here(Future<T> elsewhere) {
    Context context = vertx.getOrCreateContext();
    Promise<T> promise = Promise.promise();
    elsewhere.onComplete(result -> context.runOnContext(v -> promise.handle(result)));
    return promise.future();
  }
}
