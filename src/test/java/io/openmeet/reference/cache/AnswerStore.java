package io.openmeet.reference.cache;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Where entries lie: Redis, asked with patience that has an end. */
final class AnswerStore {
  private final RedisLink redis;
  private final long patienceMs;
  private final LongSupplier clockMs;
  private final ShortCircuit circuit = new ShortCircuit();

  /** Keys are this process's own: another one on the same Redis has other data. */
  private final String prefix = "openmeet:" + UUID.randomUUID() + ":";

  /**
   * @param patienceMs how long an answer of Redis is waited for
   */
  AnswerStore(Vertx vertx, String redisUrl, long patienceMs, LongSupplier clockMs) {
    this.redis = new RedisLink(vertx, redisUrl);
    this.patienceMs = patienceMs;
    this.clockMs = clockMs;
  }

  /** What is there, or null; fails soon when Redis does not answer. */
  Future<Entry> find(Cached.Key key) {
    if (!circuit.mayAsk(clockMs.getAsLong())) {
      return Future.failedFuture("Redis does not answer");
    }
    return redis
        .send(Request.cmd(Command.GET).arg(prefix + key.text()))
        .timeout(patienceMs, TimeUnit.MILLISECONDS)
        .transform(
            (found, failure) -> {
              if (failure != null) {
                circuit.failed(clockMs.getAsLong());
                return Future.failedFuture(failure);
              }
              circuit.answered();
              return Future.succeededFuture(found == null ? null : Entry.of(found.toBuffer()));
            });
  }

  /** Keeps an entry for as long as it can be of use, if Redis is there. */
  void keep(Cached.Key key, Entry entry) {
    if (!circuit.isOpen()) {
      Buffer value = entry.toBytes();
      long lifeMs = key.what().lifeMs() + key.what().lateAfterExpiryMs();
      redis.send(
          Request.cmd(Command.SET).arg(prefix + key.text()).arg(value).arg("PX").arg(lifeMs));
    }
  }

  Future<Void> close() {
    return redis.close();
  }
}
