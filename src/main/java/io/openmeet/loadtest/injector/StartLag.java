package io.openmeet.loadtest.injector;

import io.openmeet.loadtest.statistics.BucketCounts;
import io.openmeet.loadtest.statistics.Histogram;
import java.util.concurrent.TimeUnit;

/**
 * How late this JVM acts. Slots are planned at fixed intervals; a slot's lag is the time from its
 * planned moment to the moment it was noticed. A pause delays every slot planned within it, not
 * only the first, so the percentiles show the delayed share of the load.
 *
 * <p>The method is jHiccup's (Gil Tene), with the correction for coordinated omission that
 * HdrHistogram's {@code recordValueWithExpectedInterval} makes.
 */
final class StartLag {
  /** They include the limits on a run's validity, 20 and 250 ms. */
  private static final double[] BOUNDS_MS = {
    1, 2, 5, 10, 20, 50, 100, 200, 250, 500, 1000, 2000, 5000
  };

  private final long slotNanos;
  private final Histogram lags = new Histogram();
  private final BucketCounts buckets = new BucketCounts(BOUNDS_MS);
  private long longestNanos;
  private long nextSlotNanos;

  /**
   * @param slotNanos time from one planned moment to the next
   */
  StartLag(long nowNanos, long slotNanos) {
    this.slotNanos = slotNanos;
    this.nextSlotNanos = nowNanos + slotNanos;
  }

  /** The next planned moment, as {@link System#nanoTime}. */
  long nextSlotNanos() {
    return nextSlotNanos;
  }

  /**
   * Counts every slot that is due.
   *
   * @return the longest lag among them in milliseconds; 0 when none was due
   */
  double notice(long nowNanos) {
    long longest = 0;
    while (nowNanos - nextSlotNanos >= 0) {
      long lag = nowNanos - nextSlotNanos;
      lags.record((int) TimeUnit.NANOSECONDS.toMillis(lag));
      buckets.add(millis(lag));
      longest = Math.max(longest, lag);
      nextSlotNanos += slotNanos;
    }
    longestNanos = Math.max(longestNanos, longest);
    return millis(longest);
  }

  /**
   * @param percentile 0-100
   * @return in whole milliseconds, rounded down; nearest rank; 0 without slots
   */
  int percentileMs(double percentile) {
    return lags.count() == 0 ? 0 : lags.percentileMs(percentile);
  }

  /** All lags so far, in milliseconds. */
  BucketCounts.Buckets buckets() {
    return buckets.now();
  }

  /** The longest lag, in milliseconds. */
  double longestMs() {
    return millis(longestNanos);
  }

  private static double millis(long nanos) {
    return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }
}
