package io.openmeet.reference.cache;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Waits a limited time for a reply. A timer that fires late says that this event loop was busy, not
 * that the other side is slow: the reply may be there and wait to be read. Then the time begins
 * anew. Otherwise one pause of the garbage collector would look like a Redis that does not answer,
 * and all look-ups would go to the database at once.
 */
final class Patience {
  /** A timer on an idle event loop is a millisecond late. */
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** An event loop that is always late must not wait for ever. */
  private static final int MOST_BEGINNINGS = 5;

  private final Vertx vertx;
  private final long patienceMs;
  private final LongSupplier clockNanos;

  Patience(Vertx vertx, long patienceMs, LongSupplier clockNanos) {
    this.vertx = vertx;
    this.patienceMs = patienceMs;
    this.clockNanos = clockNanos;
  }

  /** The reply, or a {@link TimeoutException}; must be called on an event loop. */
  <T> Future<T> waitFor(Future<T> reply) {
    if (reply.isComplete()) {
      return reply;
    }
    Promise<T> promise = Promise.promise();
    Waiting waiting = new Waiting(promise::tryFail);
    waiting.begin(1);
    reply.onComplete(
        result -> {
          vertx.cancelTimer(waiting.timer);
          if (result.succeeded()) {
            promise.tryComplete(result.result());
          } else {
            promise.tryFail(result.cause());
          }
        });
    return promise.future();
  }

  /** What fails when nothing came in time. */
  @FunctionalInterface
  private interface Failing {
    void fail(Throwable cause);
  }

  /** The timer of one reply. */
  private final class Waiting {
    private final Failing failing;
    private long timer;

    private Waiting(Failing failing) {
      this.failing = failing;
    }

    private void begin(int beginning) {
      long due = clockNanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
      timer =
          vertx.setTimer(
              patienceMs,
              fired -> {
                boolean late = clockNanos.getAsLong() - due > LATE_NANOS;
                if (late && beginning < MOST_BEGINNINGS) {
                  begin(beginning + 1);
                } else {
                  failing.fail(new TimeoutException("no reply within %d ms".formatted(patienceMs)));
                }
              });
    }
  }
}
