package io.openmeet.reference.cache;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores entries in Redis, with a time limit for its answers, and keeps copies in this process of
 * entries that were read and have not changed since.
 */
final class AnswerStore {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerStore.class);
  private static final long NEAR_BYTES = 16L << 20;

  private final RedisLink redis;
  private final NearCache near = new NearCache(NEAR_BYTES);
  private final Invalidations invalidations;
  private final Patience patience;
  private final LongSupplier clockMs;
  private final CircuitBreaker circuit = new CircuitBreaker();
  private final AtomicBoolean refusing = new AtomicBoolean();

  /** The keys are unique to this process: another process on the same Redis has other data. */
  private final String prefix = "openmeet:" + UUID.randomUUID() + ":";

  /**
   * @param patienceMs how long to wait for an answer of Redis
   */
  AnswerStore(Vertx vertx, String redisUrl, long patienceMs, LongSupplier clockMs) {
    this.redis = new RedisLink(vertx, redisUrl);
    this.invalidations = new Invalidations(vertx, redis::connection, prefix, near);
    this.patience = new Patience(vertx, patienceMs, System::nanoTime);
    this.clockMs = clockMs;
  }

  /** The entry, or null if there is none; fails soon when Redis does not answer. */
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
    return patience
        .waitFor(redis.send(Request.cmd(Command.GET).arg(name)))
        .transform(
            (found, failure) -> {
              if (failure != null) {
                // A Redis that does not answer may not report changes either.
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

  /** Keeps an entry for as long as it can be used, if Redis answers. */
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

  /** Whether Redis answers but keeps nothing, for example because its memory is full. */
  boolean isRefusing() {
    return refusing.get();
  }

  /**
   * Logs once when Redis begins to refuse and once when it stops refusing.
   *
   * @param failure the failure to keep an entry, which is a refusal if it is Redis's own answer;
   *     null if none
   */
  private void noteRefusal(Throwable failure) {
    // Vert.x gives the commands of a lost connection an answer of its own.
    boolean refuses =
        failure instanceof Response && !failure.getMessage().equals("CONNECTION_CLOSED");
    boolean isKnown = failure == null || refuses;
    if (isKnown && refusing.compareAndSet(!refuses, refuses)) {
      if (refuses) {
        LOG.warn(
            "Redis keeps no answers, so they are made again each time: {}", failure.getMessage());
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
