package io.openmeet.loadtest.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TimesBySecondTest {
  private final TimesBySecond seconds = new TimesBySecond(new Window(1_000, 3_500), null);

  @Test
  void countsRequestsInTheSecondOfTheirStart() {
    seconds.request(0, 999, 1_010, true, 0);
    seconds.request(0, 1_000, 1_010, true, 0);
    seconds.request(0, 1_999, 9_999, true, 0);
    seconds.request(0, 3_499, 3_500, false, 0);
    seconds.request(0, 3_500, 3_501, true, 0);
    assertArrayEquals(new long[] {2, 0, 1}, seconds.counts());
    assertArrayEquals(new long[] {1, 0, 1}, seconds.countsAtOrBelow(10));
    assertArrayEquals(new long[] {0, 0, 1}, seconds.countsBelow(10));
  }

  @Test
  void isExactBelow128Milliseconds() {
    for (int ms = 0; ms < 128; ms++) {
      seconds.record(1_000, ms, 1);
    }
    for (int ms = 0; ms < 128; ms++) {
      assertEquals(ms, seconds.countsBelow(ms)[0]);
      assertEquals(ms + 1, seconds.countsAtOrBelow(ms)[0]);
    }
  }

  /** From 256 to 511 ms a bucket has 4 ms: 300 to 303 are together. */
  @Test
  void putsLongerTimesIntoBucketsOfThePowerOfTwo() {
    for (int ms : new int[] {299, 300, 303, 304, Integer.MAX_VALUE}) {
      seconds.record(2_000, ms, 1);
    }
    assertEquals(1, seconds.countsBelow(301)[1]);
    assertEquals(3, seconds.countsAtOrBelow(301)[1]);
    assertEquals(4, seconds.countsBelow(Integer.MAX_VALUE)[1]);
    assertEquals(5, seconds.countsAtOrBelow(Integer.MAX_VALUE)[1]);
  }

  /** A day has 86,400 seconds: 3,600 cells of 24 s. */
  @Test
  void dividesALongWindowIntoLongerCells() {
    TimesBySecond day = new TimesBySecond(new Window(0, Duration.ofDays(1).toMillis()), null);
    day.record(23_999, 5, 2);
    day.record(24_000, 5, 3);
    assertEquals(3_600, day.counts().length);
    assertArrayEquals(new long[] {2, 3}, Arrays.copyOf(day.counts(), 2));
  }
}
