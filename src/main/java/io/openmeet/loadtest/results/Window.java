package io.openmeet.loadtest.results;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * The stretch of a run that is measured: epoch milliseconds, the start included, the end not.
 *
 * <p>A request belongs to the window when it <em>starts</em> in it: its response time counts, also
 * when the response comes after the window. Throughput counts what <em>completes</em> in it.
 */
public record Window(long startMs, long endMs) {
  /** Bounds the memory that figures by the second take. */
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

  public static Window of(Instant start, Instant end) {
    return new Window(start.toEpochMilli(), end.toEpochMilli());
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

  /** How many seconds it touches, counted from its start; the last may be shorter than a second. */
  int wholeOrBegunSeconds() {
    return (int) ((lengthMs() + 999) / 1000);
  }

  /** The second that a time in the window falls into, counted from 0. */
  int secondOf(long epochMs) {
    return (int) ((epochMs - startMs) / 1000);
  }
}
