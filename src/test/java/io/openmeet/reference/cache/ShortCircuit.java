package io.openmeet.reference.cache;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Spares callers the wait for one who does not answer: after some failures in a row he is asked
 * once a while only, until he answers again.
 */
final class ShortCircuit {
  private static final int FAILURES = 5;
  private static final long PAUSE_MS = 1_000;

  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong nextTryMs = new AtomicLong();

  /** Whether there is no use in asking but to try. */
  boolean isOpen() {
    return failures.get() >= FAILURES;
  }

  /** Whether to ask now; of many who want to try, one may. */
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
