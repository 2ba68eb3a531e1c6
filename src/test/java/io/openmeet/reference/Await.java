package io.openmeet.reference;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waits until a condition is true. For tests. */
public final class Await {
  private static final long POLL_MS = 10;

  private Await() {}

  /**
   * @param longest after this time the test fails
   * @param complaint the message of that failure
   */
  public static void until(
      Callable<Boolean> condition, Duration longest, Supplier<String> complaint) {
    long deadline = System.nanoTime() + longest.toNanos();
    try {
      while (!condition.call()) {
        if (System.nanoTime() >= deadline) {
          throw new AssertionError(complaint.get() + " after " + longest.toSeconds() + " s");
        }
        Thread.sleep(POLL_MS);
      }
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
