package io.openmeet.reference.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** By a clock of the test: the timers themselves are the real ones, of a few milliseconds. */
@Timeout(30)
class PatienceTest {
  private static final long PATIENCE_MS = 5;

  /** For replies: a busy machine may need more than the short one until it gives them. */
  private static final long LONG_PATIENCE_MS = 60_000;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong nowNanos = new AtomicLong();

  /** Added to the clock at each look at it: more than 50 ms above the patience is late. */
  private final AtomicLong stepNanos = new AtomicLong(TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS));

  private final AtomicInteger looks = new AtomicInteger();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void aReplyInTimeIsPassedOn() throws Exception {
    Promise<String> reply = Promise.promise();
    Future<String> waiting = waitFor(reply.future(), LONG_PATIENCE_MS);

    reply.complete("here");

    assertEquals("here", result(waiting));
  }

  @Test
  void aFailureIsPassedOn() {
    Promise<String> reply = Promise.promise();
    Future<String> waiting = waitFor(reply.future(), LONG_PATIENCE_MS);

    reply.fail(new IllegalStateException("broken"));

    assertEquals(
        "broken",
        assertThrows(ExecutionException.class, () -> result(waiting)).getCause().getMessage());
  }

  /** The timer fires when it is due. */
  @Test
  void whoDoesNotAnswerInTimeFails() {
    Future<String> waiting = waitFor(Promise.<String>promise().future());

    assertTrue(
        assertThrows(ExecutionException.class, () -> result(waiting)).getCause()
            instanceof TimeoutException);
    assertEquals(2, looks.get());
  }

  /** Each timer fires 200 ms late: the event loop had no time, so nothing is known of the reply. */
  @Test
  void aLateEventLoopWaitsAnewButNotForEver() {
    stepNanos.set(TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS + 200));

    Future<String> waiting = waitFor(Promise.<String>promise().future());

    assertTrue(
        assertThrows(ExecutionException.class, () -> result(waiting)).getCause()
            instanceof TimeoutException);
    assertEquals(10, looks.get());
  }

  @Test
  void aReplyThatIsThereNeedsNoTimer() {
    Future<String> there = Future.succeededFuture("here");

    assertFalse(waitFor(there).failed());
    assertEquals(0, looks.get());
  }

  private Future<String> waitFor(Future<String> reply) {
    return waitFor(reply, PATIENCE_MS);
  }

  private Future<String> waitFor(Future<String> reply, long patienceMs) {
    Patience patience =
        new Patience(
            vertx,
            patienceMs,
            () -> {
              looks.incrementAndGet();
              return nowNanos.getAndAdd(stepNanos.get());
            });
    return patience.waitFor(reply);
  }

  private static String result(Future<String> future) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (CompletionException wrapped) {
      throw new ExecutionException(wrapped.getCause());
    }
  }
}
