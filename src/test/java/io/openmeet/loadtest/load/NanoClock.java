package io.openmeet.loadtest.load;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** For tests: a clock that is set by hand. It starts just before the nanoseconds overflow. */
final class NanoClock implements LongSupplier {
  private static final long NANOS_PER_MILLI = 1_000_000;

  static final Instant BEGIN = Instant.parse("2026-05-04T03:00:00Z");

  private final long start = Long.MAX_VALUE - 10;
  private long now = start;

  @Override
  public long getAsLong() {
    return now;
  }

  /**
   * @param ms since its start
   */
  void setMs(long ms) {
    now = start + ms * NANOS_PER_MILLI;
  }

  /** The time of day on this clock, which starts at {@link #BEGIN}. */
  InstantSource wallClock() {
    return () -> BEGIN.plusNanos(now - start);
  }

  /** A window of 3 s on this clock; it opens 2 s after it is announced. */
  MeasuredWindow window() {
    return new MeasuredWindow(
        Duration.ofSeconds(2),
        Duration.ofSeconds(3),
        new ErrorShare(0.5),
        new RequestMeter(this),
        this);
  }
}
