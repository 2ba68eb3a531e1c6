package io.openmeet.loadtest.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PercentileIntervalTest {
  private final Histogram times = new Histogram();

  /** Each second has 1 to 100 ms once, so no second differs from the others. */
  @Test
  void isAPointWhenAllSecondsAreEqual() {
    TimesBySecond seconds = seconds(60);
    for (int second = 0; second < 60; second++) {
      for (int ms = 1; ms <= 100; ms++) {
        record(seconds, second, ms);
      }
    }
    assertEquals(
        Optional.of(new ConfidenceInterval(95, 95)), PercentileInterval.of(times, seconds, 95));
  }

  /**
   * In 30 s, 168 of 3,000 requests take 1,000 to 1,167 ms, as in {@link RatioIntervalTest}; the
   * others take 1 ms. So 94.4 % are at or below 1 ms, and half the width is 1.9967 %. The lower end
   * is among the short times. The upper end, P96.3967, has rank 2,892 of 3,000 (2,891.9): the 60th
   * of the long times.
   */
  @Test
  void hasTheRanksOfTheSharesInterval() {
    int[] slow = {
      5, 7, 9, 8, 6, 4, 3, 3, 4, 6, 8, 9, 9, 7, 5, 4, 2, 3, 5, 6, 7, 8, 6, 5, 4, 4, 6, 7, 5, 3
    };
    int[] all = {100, 101, 99};
    TimesBySecond seconds = seconds(30);
    int longMs = 1_000;
    for (int second = 0; second < 30; second++) {
      for (int i = 0; i < all[second % 3]; i++) {
        record(seconds, second, i < slow[second] ? longMs++ : 1);
      }
    }
    assertEquals(1_168, longMs);
    assertEquals(
        Optional.of(new ConfidenceInterval(1, 1_059)), PercentileInterval.of(times, seconds, 94.4));
  }

  @Test
  void endsAtTheLongestTimeWhenNoPercentileIsHighEnough() {
    TimesBySecond seconds = seconds(30);
    for (int second = 0; second < 30; second++) {
      for (int i = 0; i < 100; i++) {
        record(seconds, second, second < 2 ? 900 + i : 10);
      }
    }
    ConfidenceInterval interval = PercentileInterval.of(times, seconds, 95).orElseThrow();
    assertEquals(10, interval.low());
    assertEquals(999, interval.high());
  }

  @Test
  void isEmptyForTwentyNineSeconds() {
    TimesBySecond seconds = seconds(29);
    for (int second = 0; second < 29; second++) {
      for (int ms = 1; ms <= 100; ms++) {
        record(seconds, second, ms);
      }
    }
    assertTrue(PercentileInterval.of(times, seconds, 95).isEmpty());
  }

  private static TimesBySecond seconds(int seconds) {
    return new TimesBySecond(new Window(0, seconds * 1000L), null);
  }

  private void record(TimesBySecond seconds, int second, int ms) {
    times.record(ms);
    seconds.record(second * 1000L, ms, 1);
  }
}
