package io.openmeet.loadtest.load;

import java.time.Duration;
import java.util.function.LongSupplier;

/** For tests: a clock that is set by hand. It starts just before the nanoseconds overflow. */
final class NanoClock implements LongSupplier {
  private static final long NANOS_PER_MILLI = 1_000_000;

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
