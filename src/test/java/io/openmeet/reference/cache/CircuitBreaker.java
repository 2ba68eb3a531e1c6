package io.openmeet.reference.cache;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A circuit breaker, so that callers do not wait for a server that does not answer: after 5
 * failures in a row it allows one request a second, until the server answers again.
 *
 * <p>Vert.x's own, io.vertx:vertx-circuit-breaker, is not on Maven Central in version 5.0.10, and
 * for each look-up it takes locks that all event loops share and delays the answer by a turn.
 */
final class CircuitBreaker {
  private static final int FAILURES = 5;
  private static final long PAUSE_MS = 1_000;

  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong nextTryMs = new AtomicLong();

  /** Whether the server does not answer, so that only trial requests are sent. */
  boolean isOpen() {
    return failures.get() >= FAILURES;
  }

  /** Whether to ask now; only one of many callers may make the trial request. */
  boolean mayAsk(long nowMs) {
    if (!isOpen()) {
      return true;
    }
    long next = nextTryMs.get();
    return nowMs >= next && nextTryMs.compareAndSet(next, nowMs + PAUSE_MS);
  }

  void answered() {
    if (failures.get() != 0) {
      failures.set(0);
    }
  }

  void failed(long nowMs) {
    if (failures.incrementAndGet() == FAILURES) {
      nextTryMs.set(nowMs + PAUSE_MS);
    }
  }
}
