package io.openmeet.loadtest.monitoring;

import java.util.concurrent.TimeUnit;

/**
 * How late this JVM acts. A clock of slots runs, and each slot has its lag: when it was noticed
 * against when it was planned. A pause hits every slot planned within it, not only the first, so
 * that the percentiles say what share of the load it delayed.
 *
 * <p>The method is jHiccup's (Gil Tene), with the correction for coordinated omission that
 * HdrHistogram's {@code recordValueWithExpectedInterval} makes.
 */
final class StartLag {
  /** The limits on a run's validity, 20 and 250 ms, are among them. */
  private static final double[] BOUNDS_MS = {
    1, 2, 5, 10, 20, 50, 100, 200, 250, 500, 1000, 2000, 5000
  };

  /** Longer lags are counted in the last place; the longest is kept as it is. */
  private static final int LONGEST_MS = 60_000;

  private final long slotNanos;
  private final long[] slotsByLagMs = new long[LONGEST_MS + 1];
  private final BucketCounts buckets = new BucketCounts(BOUNDS_MS);
  private long slots;
  private long longestNanos;
  private long nextSlotNanos;

  /**
   * @param slotNanos from one planned moment to the next
   */
  StartLag(long nowNanos, long slotNanos) {
    this.slotNanos = slotNanos;
    this.nextSlotNanos = nowNanos + slotNanos;
  }

  /** When to come back, as {@link System#nanoTime}. */
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
      slotsByLagMs[(int) Math.min(LONGEST_MS, TimeUnit.NANOSECONDS.toMillis(lag))]++;
      buckets.add(millis(lag));
      slots++;
      longest = Math.max(longest, lag);
      nextSlotNanos += slotNanos;
    }
    longestNanos = Math.max(longestNanos, longest);
    return millis(longest);
  }

  /**
   * @param percentile 0-100
   * @return in whole milliseconds, rounded down; nearest rank; 0 when nothing was noticed
   */
  int percentileMs(double percentile) {
    long rank = Math.max(1, (long) Math.ceil(slots * percentile / 100));
    long seen = 0;
    for (int ms = 0; ms <= LONGEST_MS; ms++) {
      seen += slotsByLagMs[ms];
      if (seen >= rank) {
        return ms;
      }
    }
    return 0;
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
