package io.openmeet.reference.cache;

import io.openmeet.reference.http.Representation;
import io.openmeet.reference.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Finished answers, kept in Redis and, until they change there, in this process. {@link Cached}
 * defines how long and how strictly.
 *
 * <ul>
 *   <li>A user never gets an answer that is older than their own write.
 *   <li>An answer that is slightly out of date (expired, or another user wrote) is served while one
 *       new answer is made; past its bound it is not served.
 *   <li>Simultaneous misses wait for the same new answer. Failures are not kept.
 *   <li>Without Redis every answer is made again each time. This is slower, and it is counted.
 * </ul>
 */
public final class AnswerCache {
  private static final long PATIENCE_MS = 250;
  private static final LongSupplier CLOCK_MS =
      () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());

  private final Vertx vertx;
  private final AnswerStore store;
  private final Writes writes;
  private final LookUps lookUps;
  private final LongSupplier clockMs;
  private final BooleanSupplier off;
  private final Makings makings;

  /** The answers that {@link #refreshSoon} will make. */
  private final Set<Cached.Key> scheduled = ConcurrentHashMap.newKeySet();

  /**
   * @param off whether the cache now finds nothing and keeps nothing
   */
  public AnswerCache(Vertx vertx, String redisUrl, Metrics metrics, BooleanSupplier off) {
    this(vertx, redisUrl, metrics, off, PATIENCE_MS, CLOCK_MS);
  }

  AnswerCache(
      Vertx vertx,
      String redisUrl,
      Metrics metrics,
      BooleanSupplier off,
      long patienceMs,
      LongSupplier clockMs) {
    this.vertx = vertx;
    this.store = new AnswerStore(vertx, redisUrl, patienceMs, clockMs);
    this.writes = new Writes(clockMs);
    this.lookUps = new LookUps(metrics);
    this.clockMs = clockMs;
    this.off = off;
    this.makings = new Makings(vertx);
  }

  /**
   * Returns an answer from Redis if it is there and new enough; makes it otherwise. Must be called
   * on an event loop.
   *
   * @param reader the user who asks
   * @param maker makes the answer from the database
   */
  public Future<Representation> answer(
      Cached.Key key, UUID reader, Supplier<Future<Buffer>> maker) {
    if (off.getAsBoolean()) {
      lookUps.miss();
      return maker.get().map(Representation::of);
    }
    long oldest = writes.oldestFor(key, reader);
    return store
        .find(key)
        .transform(
            (entry, failure) -> {
              if (failure != null) {
                lookUps.error();
                Future<Entry> other = makings.join(key, oldest);
                return answerOf(other == null ? make(key, maker) : other);
              }
              if (entry == null || entry.version() < oldest) {
                return makeOrShare(key, oldest, maker);
              }
              return switch (freshness(key, entry)) {
                case FRESH -> {
                  lookUps.hit();
                  yield Future.succeededFuture(entry.answer());
                }
                case STALE -> {
                  lookUps.stale();
                  if (!makings.isRunning(key, entry.version())) {
                    refreshSoon(key, maker);
                  }
                  yield Future.succeededFuture(entry.answer());
                }
                case TOO_OLD -> makeOrShare(key, oldest, maker);
              };
            });
  }

  /**
   * Makes all answers old that depend on a tag. Must be called after a write is committed and
   * before it is acknowledged.
   *
   * @param owner the organisation or the user whose data was changed
   * @param writer the user who will see no older answer from now on
   */
  public void changed(Tag tag, UUID owner, UUID writer) {
    writes.add(tag, owner, writer);
  }

  /** The version of an answer whose making begins now; see {@link #keep}. */
  public long version() {
    return writes.version();
  }

  /**
   * Keeps an answer that the caller already has.
   *
   * @param version taken before the data was read
   */
  public void keep(Cached.Key key, long version, Buffer answer) {
    if (!off.getAsBoolean()) {
      store.keep(key, entry(version, answer));
    }
  }

  /** Makes an answer and keeps it before it is requested. */
  public Future<Void> refresh(Cached.Key key, Supplier<Future<Buffer>> maker) {
    return off.getAsBoolean() ? Future.succeededFuture() : make(key, maker).mapEmpty();
  }

  /**
   * Makes an answer again a little later: after a write, for data that is read all the time.
   * Requests that arrive meanwhile get the same new answer.
   */
  public void refreshSoon(Cached.Key key, Supplier<Future<Buffer>> maker) {
    long delayMs = key.what().gatherMs();
    if (delayMs == 0) {
      refresh(key, maker);
    } else if (scheduled.add(key)) {
      vertx.setTimer(
          delayMs,
          timer -> {
            scheduled.remove(key);
            refresh(key, maker);
          });
    }
  }

  public Future<Void> close() {
    return store.close();
  }

  private enum Freshness {
    FRESH,
    STALE,
    TOO_OLD
  }

  private Freshness freshness(Cached.Key key, Entry entry) {
    Cached what = key.what();
    long now = clockMs.getAsLong();
    long expiredForMs = now - entry.madeAtMs() - what.lifeMs();
    long writtenAt = writes.firstAfterMs(key, entry.version());
    boolean written = writtenAt != WriteLog.NEVER;
    if (expiredForMs < 0 && !written) {
      return Freshness.FRESH;
    }
    boolean withinBounds =
        expiredForMs < what.lateAfterExpiryMs()
            && (!written || now - writtenAt < what.lateAfterWriteMs());
    return withinBounds ? Freshness.STALE : Freshness.TOO_OLD;
  }

  private Future<Representation> makeOrShare(
      Cached.Key key, long oldest, Supplier<Future<Buffer>> maker) {
    Future<Entry> other = makings.join(key, oldest);
    if (other != null) {
      lookUps.shared();
      return answerOf(other);
    }
    if (store.isRefusing()) {
      // Redis may have refused to keep it.
      lookUps.error();
    } else {
      lookUps.miss();
    }
    return answerOf(make(key, maker));
  }

  private Future<Entry> make(Cached.Key key, Supplier<Future<Buffer>> maker) {
    long version = writes.version();
    return makings.begin(
        key, version, () -> maker.get().map(body -> entry(version, body)), store::keep);
  }

  private Entry entry(long version, Buffer body) {
    return new Entry(version, clockMs.getAsLong(), Representation.of(body));
  }

  private static Future<Representation> answerOf(Future<Entry> entry) {
    return entry.map(Entry::answer);
  }
}
