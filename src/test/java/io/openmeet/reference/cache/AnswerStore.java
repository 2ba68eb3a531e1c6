package io.openmeet.reference.cache;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where entries lie: Redis, asked with patience that has an end, and before it copies of what was
 * read there and has not changed since.
 */
final class AnswerStore {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerStore.class);
  private static final long NEAR_BYTES = 16L << 20;

  private final RedisLink redis;
  private final NearCache near = new NearCache(NEAR_BYTES);
  private final Invalidations invalidations;
  private final long patienceMs;
  private final LongSupplier clockMs;
  private final ShortCircuit circuit = new ShortCircuit();
  private final AtomicBoolean refusing = new AtomicBoolean();

  /** Keys are this process's own: another one on the same Redis has other data. */
  private final String prefix = "openmeet:" + UUID.randomUUID() + ":";

  /**
   * @param patienceMs how long an answer of Redis is waited for
   */
  AnswerStore(Vertx vertx, String redisUrl, long patienceMs, LongSupplier clockMs) {
    this.redis = new RedisLink(vertx, redisUrl);
    this.invalidations = new Invalidations(vertx, redis::connection, prefix, near);
    this.patienceMs = patienceMs;
    this.clockMs = clockMs;
  }

  /** What is there, or null; fails soon when Redis does not answer. */
  Future<Entry> find(Cached.Key key) {
    String name = prefix + key.text();
    Entry copy = near.find(name);
    if (copy != null) {
      return Future.succeededFuture(copy);
    }
    if (!circuit.mayAsk(clockMs.getAsLong())) {
      return Future.failedFuture("Redis does not answer");
    }
    Object reading = near.beginReading(name);
    return redis
        .send(Request.cmd(Command.GET).arg(name))
        .timeout(patienceMs, TimeUnit.MILLISECONDS)
        .transform(
            (found, failure) -> {
              if (failure != null) {
                // Who does not answer may not tell of changes either.
                near.clear();
                circuit.failed(clockMs.getAsLong());
                return Future.failedFuture(failure);
              }
              circuit.answered();
              Entry entry = found == null ? null : Entry.of(found.toBuffer());
              near.endReading(name, reading, entry);
              return Future.succeededFuture(entry);
            });
  }

  /** Keeps an entry for as long as it can be of use, if Redis is there. */
  void keep(Cached.Key key, Entry entry) {
    if (!circuit.isOpen()) {
      String name = prefix + key.text();
      near.changed(name);
      Buffer value = entry.toBytes();
      long lifeMs = key.what().lifeMs() + key.what().lateAfterExpiryMs();
      redis
          .send(Request.cmd(Command.SET).arg(name).arg(value).arg("PX").arg(lifeMs))
          .onComplete((kept, failure) -> noteRefusal(failure));
    }
  }

  /** Whether Redis answers, but keeps nothing, as when its memory is full. */
  boolean isRefusing() {
    return refusing.get();
  }

  /**
   * Tells the log once when Redis begins to refuse and once when it ends.
   *
   * @param failure of keeping an entry; one that is Redis's own answer is a refusal; null if none
   */
  private void noteRefusal(Throwable failure) {
    boolean refuses = failure instanceof Response;
    boolean isKnown = failure == null || refuses;
    if (isKnown && refusing.compareAndSet(!refuses, refuses)) {
      if (refuses) {
        LOG.warn(
            "Redis keeps no answers, so they are made anew each time: {}", failure.getMessage());
      } else {
        LOG.warn("Redis keeps answers again.");
      }
    }
  }

  Future<Void> close() {
    invalidations.close();
    return redis.close();
  }
}
