package io.openmeet.loadtest.statistics;

import java.time.Duration;
import java.util.Locale;

/**
 * The measured part of a run: epoch milliseconds, the start included, the end excluded.
 *
 * <p>A request belongs to the window when it <em>starts</em> in it: its response time counts, also
 * when the response comes after the window. Throughput counts requests that <em>complete</em> in
 * it.
 */
public record Window(long startMs, long endMs) {
  /** Bounds the memory of the figures per second. */
  public static final Duration LONGEST = Duration.ofHours(24);

  public Window {
    if (endMs <= startMs) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a window must end after it starts: it starts at %d ms and ends at %d ms",
              startMs,
              endMs));
    }
    if (endMs - startMs > LONGEST.toMillis()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a window of %s; at most %s can be measured",
              Duration.ofMillis(endMs - startMs),
              LONGEST));
    }
  }

  public boolean contains(long epochMs) {
    return epochMs >= startMs && epochMs < endMs;
  }

  public long lengthMs() {
    return endMs - startMs;
  }

  /** Length in seconds. */
  public double seconds() {
    return lengthMs() / 1000.0;
  }

  /** The number of seconds from its start to its end; the last one may be shorter than a second. */
  public int wholeOrBegunSeconds() {
    return (int) ((lengthMs() + 999) / 1000);
  }

  /** The second of the window that contains this time, counted from 0. */
  public int secondOf(long epochMs) {
    return (int) ((epochMs - startMs) / 1000);
  }
}
