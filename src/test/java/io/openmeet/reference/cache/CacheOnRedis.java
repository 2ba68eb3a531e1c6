package io.openmeet.reference.cache;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.http.Representation;
import io.openmeet.reference.metrics.Metrics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cache on a real Redis, with a clock that the test sets; each test has its own organisation. For
 * tests.
 */
abstract class CacheOnRedis {
  static final UUID ANA = UUID.randomUUID();
  static final UUID COLLEAGUE = UUID.randomUUID();
  static final int MINUTE_MS = 60_000;

  @TempDir static Path folder;
  static EmbeddedRedis redis;
  static Vertx vertx;

  final AtomicLong nowMs = new AtomicLong(5_000);
  final AtomicBoolean off = new AtomicBoolean();
  final Metrics metrics = new Metrics();
  AnswerCache cache = withPatience(10_000);
  final Context loop = vertx.getOrCreateContext();
  final UUID organisation = UUID.randomUUID();
  final Cached.Key list = Cached.MEETING_LISTS.of(organisation);
  final AtomicInteger made = new AtomicInteger();

  @BeforeAll
  static void start() {
    redis = EmbeddedRedis.start(folder);
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
    redis.stop();
  }

  @AfterEach
  void close() {
    cache.close().await();
  }

  AnswerCache withPatience(long patienceMs) {
    return new AnswerCache(
        vertx, "redis://127.0.0.1:" + redis.port(), metrics, off::get, patienceMs, nowMs::get);
  }

  String ask(Cached.Key key, UUID reader) {
    return text(ask(key, reader, this::next));
  }

  Representation ask(Cached.Key key, UUID reader, Supplier<Future<Buffer>> maker) {
    return on(loop, () -> cache.answer(key, reader, maker)).timeout(20, TimeUnit.SECONDS).await();
  }

  /** Makes 1, 2, 3 and so on. */
  Future<Buffer> next() {
    return Future.succeededFuture(Buffer.buffer(Integer.toString(made.incrementAndGet())));
  }

  Future<Buffer> count(Future<Buffer> making) {
    made.incrementAndGet();
    return making;
  }

  static String text(Representation answer) {
    assertNotNull(answer.entityTag());
    return answer.plain().toString();
  }

  static <T> Future<T> on(Context context, Supplier<Future<T>> call) {
    Promise<T> result = Promise.promise();
    context.runOnContext(
        v -> Future.succeededFuture().compose(begun -> call.get()).onComplete(result));
    return result.future();
  }

  void awaitMade(int times) {
    await(() -> made.get() == times, () -> made + " made");
  }

  void awaitLookUps(Map<String, Integer> expected) {
    await(() -> lookUps().equals(expected), () -> lookUps().toString());
  }

  void awaitAnswer(Cached.Key key, UUID reader, String expected) {
    await(
        () -> text(ask(key, reader, () -> Future.failedFuture("not now"))).equals(expected),
        () -> "no " + expected);
  }

  static void await(Supplier<Boolean> condition, Supplier<String> otherwise) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.get()) {
      assertTrue(System.nanoTime() < deadline, otherwise.get());
      Thread.onSpinWait();
    }
  }

  Map<String, Integer> lookUps() {
    Map<String, Integer> counts = new TreeMap<>();
    for (String result : List.of("hit", "stale", "miss", "shared", "error")) {
      int count = (int) metrics.cacheRequests(result).count();
      if (count > 0) {
        counts.put(result, count);
      }
    }
    return counts;
  }
}
