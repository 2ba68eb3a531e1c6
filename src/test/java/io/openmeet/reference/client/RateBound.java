package io.openmeet.reference.client;

import java.util.function.LongSupplier;

/** Lets so many pass in each second, whoever they come from. */
final class RateBound {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final int most;
  private final LongSupplier nanoTime;
  private long began;
  private int passed;

  /**
   * @param most in a second
   */
  RateBound(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  synchronized boolean passes() {
    long now = nanoTime.getAsLong();
    if (now - began >= SECOND_NANOS) {
      began = now;
      passed = 0;
    }
    return passed++ < most;
  }
}
