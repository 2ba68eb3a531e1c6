package io.openmeet.reference.cache;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** The answers that are being made now. Requests for the same answer wait for one making. */
final class Makings {
  private record Making(long version, Future<Entry> entry) {}

  private final Vertx vertx;
  private final ConcurrentMap<Cached.Key, Making> running = new ConcurrentHashMap<>();

  Makings(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Whether an answer at least this new is being made. */
  boolean isRunning(Cached.Key key, long oldest) {
    Making making = running.get(key);
    return making != null && making.version() >= oldest;
  }

  /** The answer that is being made, or null if there is none or it will not be new enough. */
  Future<Entry> join(Cached.Key key, long oldest) {
    Making making = running.get(key);
    return making == null || making.version() < oldest ? null : here(making.entry());
  }

  /**
   * Begins to make an answer.
   *
   * @param keeper gets the result unless a newer making has begun meanwhile
   */
  Future<Entry> begin(
      Cached.Key key,
      long version,
      Supplier<Future<Entry>> maker,
      BiConsumer<Cached.Key, Entry> keeper) {
    Promise<Entry> promise = Promise.promise();
    Making mine = new Making(version, promise.future());
    running.put(key, mine);
    Future<Entry> entry = Future.succeededFuture().compose(started -> maker.get());
    entry.onComplete(
        (made, failure) -> {
          // A slow making must not overwrite a newer one, which began later.
          boolean newest = running.remove(key, mine);
          if (failure == null) {
            if (newest) {
              keeper.accept(key, made);
            }
            promise.complete(made);
          } else {
            promise.fail(failure);
          }
        });
    return entry;
  }

  /** Moves a result from the event loop that makes it to that of the caller. */
  private <T> Future<T> here(Future<T> elsewhere) {
    Context context = vertx.getOrCreateContext();
    Promise<T> promise = Promise.promise();
    elsewhere.onComplete(result -> context.runOnContext(v -> promise.handle(result)));
    return promise.future();
  }
}
