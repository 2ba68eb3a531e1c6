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
 * Finished answers, kept in Redis and, as long as they do not change there, close by; how long and
 * how strictly stands in {@link Cached}.
 *
 * <ul>
 *   <li>Nobody gets an answer older than his own write.
 *   <li>One that is a little behind (expired, or somebody else wrote) is served while one new one
 *       is made; past its bound it is not.
 *   <li>Simultaneous misses share one making. What fails is not kept.
 *   <li>Without Redis everything is made anew each time: slower, and counted.
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

  /** What will be made anew soon. */
  private final Set<Cached.Key> awaited = ConcurrentHashMap.newKeySet();

  /**
   * @param off whether nothing is found and nothing kept now
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
   * An answer, from Redis if it is there and new enough, made otherwise. To be called on an event
   * loop.
   *
   * @param reader the user who asks
   * @param maker asks the database
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
                return missing(key, oldest, maker);
              }
              return switch (freshness(key, entry)) {
                case FRESH -> {
                  lookUps.hit();
                  yield Future.succeededFuture(entry.answer());
                }
                case STALE -> {
                  lookUps.stale();
                  if (!makings.run(key, entry.version())) {
                    refreshSoon(key, maker);
                  }
                  yield Future.succeededFuture(entry.answer());
                }
                case TOO_OLD -> missing(key, oldest, maker);
              };
            });
  }

  /**
   * Makes all answers old that depend on something. To be told after a write is committed and
   * before it is acknowledged.
   *
   * @param owner the organisation or the user whose data was changed
   * @param writer the user who will see no older answer from now on
   */
  public void changed(Tag tag, UUID owner, UUID writer) {
    writes.add(tag, owner, writer);
  }

  /** The version of an answer that one begins to make; see {@link #keep}. */
  public long version() {
    return writes.version();
  }

  /**
   * Keeps an answer that was come by anyway.
   *
   * @param version from before the data was read
   */
  public void keep(Cached.Key key, long version, Buffer answer) {
    if (!off.getAsBoolean()) {
      store.keep(key, entry(version, answer));
    }
  }

  /** Makes an answer anew and keeps it, before somebody asks. */
  public Future<Void> refresh(Cached.Key key, Supplier<Future<Buffer>> maker) {
    return off.getAsBoolean() ? Future.succeededFuture() : make(key, maker).mapEmpty();
  }

  /**
   * Makes an answer anew a little later: after a write, for what is read all the time. Whoever
   * wants it meanwhile is served by the same making.
   */
  public void refreshSoon(Cached.Key key, Supplier<Future<Buffer>> maker) {
    long delayMs = key.what().gatherMs();
    if (delayMs == 0) {
      refresh(key, maker);
    } else if (awaited.add(key)) {
      vertx.setTimer(
          delayMs,
          timer -> {
            awaited.remove(key);
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
    boolean bearable =
        expiredForMs < what.lateAfterExpiryMs()
            && (!written || now - writtenAt < what.lateAfterWriteMs());
    return bearable ? Freshness.STALE : Freshness.TOO_OLD;
  }

  private Future<Representation> missing(
      Cached.Key key, long oldest, Supplier<Future<Buffer>> maker) {
    Future<Entry> other = makings.join(key, oldest);
    if (other != null) {
      lookUps.shared();
      return answerOf(other);
    }
    if (store.isRefusing()) {
      // It would be there, had Redis kept it.
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
