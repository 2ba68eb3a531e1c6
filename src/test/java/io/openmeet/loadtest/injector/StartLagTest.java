package io.openmeet.loadtest.injector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StartLagTest {
  private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

  private final StartLag lag = new StartLag(0, TimeUnit.MILLISECONDS.toNanos(5));

  @Test
  void isZeroWhenEverySlotIsNoticedOnTime() {
    for (int slot = 1; slot <= 200; slot++) {
      lag.notice(slot * 5 * MS);
    }
    assertEquals(0, lag.percentileMs(100));
    assertEquals(0, lag.longestMs());
  }

  @Test
  void countsNothingBeforeASlotIsDue() {
    assertEquals(0, lag.notice(4 * MS));
    assertEquals(5 * MS, lag.nextSlotNanos());
  }

  /**
   * Slots are due at 5, 10 ... 100 ms; a pause from 5 to 105 ms makes them 100, 95 ... 5 ms late.
   */
  @Test
  void countsEverySlotThatWasPlannedWithinAPause() {
    assertEquals(100, lag.notice(105 * MS));
    assertEquals(100, lag.longestMs());
    assertEquals(50, lag.percentileMs(50));
    assertEquals(0, lag.percentileMs(1));
    assertEquals(100, lag.percentileMs(100));
  }

  /** 10,000 slots, 100 of them late by up to 500 ms: exactly 1 %, so the P99 is not among them. */
  @Test
  void itsPercentilesShowTheDelayedShareOfTheSlots() {
    lag.notice(500 * MS + 5 * MS);
    for (int slot = 102; slot <= 10_000; slot++) {
      lag.notice(slot * 5 * MS);
    }
    assertEquals(0, lag.percentileMs(98.9));
    assertEquals(5, lag.percentileMs(99.01));
    assertEquals(500, lag.percentileMs(100));
  }
}
