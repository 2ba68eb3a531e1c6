package io.openmeet.loadtest.injector;

import java.util.concurrent.TimeUnit;

/**
 * Whether the wall clock, from which Gatling's log has its times, was set during the run. The class
 * compares it with the monotonic clock; slow corrections (slewing) are not steps.
 */
final class ClockSteps {
  /** Two readings further apart than this are ignored: the thread was delayed between them. */
  private static final long READ_TOGETHER_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private boolean known;
  private double lastOffsetMs;
  private double longestStepMs;

  /** Reads both clocks. */
  void look() {
    long before = System.nanoTime();
    long wallMs = System.currentTimeMillis();
    long after = System.nanoTime();
    if (after - before <= READ_TOGETHER_NANOS) {
      compare(wallMs, before);
    }
  }

  void compare(long wallMs, long monotonicNanos) {
    double offsetMs = wallMs - monotonicNanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
    if (known) {
      longestStepMs = Math.max(longestStepMs, Math.abs(offsetMs - lastOffsetMs));
    }
    known = true;
    lastOffsetMs = offsetMs;
  }

  /** The longest change between two looks in milliseconds; 1 is within the clock's resolution. */
  double longestStepMs() {
    return longestStepMs;
  }
}
