package io.openmeet.loadtest.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RatioIntervalTest {
  /** A slow rise and fall: 168 of 3,000. */
  private static final long[] PARTS = {
    5, 7, 9, 8, 6, 4, 3, 3, 4, 6, 8, 9, 9, 7, 5, 4, 2, 3, 5, 6, 7, 8, 6, 5, 4, 4, 6, 7, 5, 3
  };

  private static final long[] WHOLE =
      LongStream.range(0, 30).map(second -> new long[] {100, 101, 99}[(int) second % 3]).toArray();

  /**
   * The same formulas in NumPy and SciPy (scipy.fft.dct and scipy.stats.t) give half a width of
   * 0.019967499: the autocorrelation is 0.795468, corrected for its bias, and there are 3 waves.
   */
  @Test
  void agreesWithTheSameFormulasInAnotherLibrary() {
    ConfidenceInterval interval = RatioInterval.of(PARTS, WHOLE).orElseThrow();
    assertEquals(0.056 - 0.019967499, interval.low(), 1e-9);
    assertEquals(0.056 + 0.019967499, interval.high(), 1e-9);
  }

  /** Without autocorrelation, and with 5 waves; the other library gives 0.001460365. */
  @Test
  void isNarrowWhenSecondsDoNotResembleTheirNeighbours() {
    long[] parts = LongStream.range(0, 120).map(second -> second * 7 % 11).toArray();
    ConfidenceInterval interval = RatioInterval.of(parts, each(50, 120)).orElseThrow();
    assertEquals(601 / 6000.0 - 0.001460365, interval.low(), 1e-9);
    assertEquals(601 / 6000.0 + 0.001460365, interval.high(), 1e-9);
  }

  @Test
  void saysNothingAboutLessThanThirtySeconds() {
    assertEquals(
        Optional.empty(), RatioInterval.of(Arrays.copyOf(PARTS, 29), Arrays.copyOf(WHOLE, 29)));
  }

  /** 9 of 3,000, and 3,000 - 9 of 3,000. */
  @Test
  void saysNothingAboutFewerThanTenCasesOnEitherSide() {
    long[] nine = each(0, 30);
    nine[3] = 9;
    long[] allButNine = each(100, 30);
    allButNine[3] = 91;
    assertEquals(Optional.empty(), RatioInterval.of(nine, each(100, 30)));
    assertEquals(Optional.empty(), RatioInterval.of(allButNine, each(100, 30)));
  }

  /** All errors are within two seconds; the formula alone would go below 0. */
  @Test
  void staysBetweenZeroAndOne() {
    long[] burst = each(0, 30);
    burst[0] = 90;
    burst[1] = 90;
    ConfidenceInterval interval = RatioInterval.of(burst, each(100, 30)).orElseThrow();
    assertEquals(0, interval.low());
    assertEquals(true, interval.high() > 0.06 && interval.high() <= 1);
  }

  private static long[] each(long number, int seconds) {
    long[] numbers = new long[seconds];
    Arrays.fill(numbers, number);
    return numbers;
  }
}
