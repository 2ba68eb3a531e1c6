package io.openmeet.loadtest.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
  /** The usual textbook example of the nearest rank. */
  @ParameterizedTest
  @CsvSource({"0,15", "5,15", "20,15", "20.1,20", "30,20", "40,20", "50,35", "80,40", "100,50"})
  void takesTheNearestRank(double percentile, int expected) {
    assertEquals(expected, of(50, 15, 40, 20, 35).percentileMs(percentile));
  }

  /** 99.9 / 100 * 1000 is 999.0000000000001 in binary arithmetic; its ceiling is one too high. */
  @Test
  void countsRanksInDecimals() {
    Histogram thousand = of(IntStream.rangeClosed(1, 1_000).toArray());

    assertEquals(999, thousand.percentileMs(99.9));
    assertEquals(1_000, thousand.percentileMs(99.91));
    assertEquals(70, of(IntStream.rangeClosed(1, 100).toArray()).percentileMs(70));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 999, 1_000, 54_321})
  void agreesWithASortedArray(int size) {
    SplittableRandom random = new SplittableRandom(size);
    int[] samples = new int[size];
    // Uses low and high pages: mostly some ms, up to half an hour.
    Arrays.setAll(
        samples, i -> random.nextInt(random.nextInt(10) == 0 ? 1_800_000 : random.nextInt(1, 300)));
    Histogram histogram = of(samples);
    int[] sorted = samples.clone();
    Arrays.sort(sorted);

    for (int tenth = 0; tenth <= 1_000; tenth++) {
      // In whole numbers: the smallest rank r with r / size >= tenth / 1000, and at least 1.
      int rank = Math.max(1, (int) (((long) tenth * size + 999) / 1_000));
      assertEquals(sorted[rank - 1], histogram.percentileMs(tenth / 10.0), tenth + "/1000");
    }
    LatencyFigures figures = histogram.figures().orElseThrow();
    double mean = Arrays.stream(samples).average().orElseThrow();
    double variance =
        Arrays.stream(samples).mapToDouble(s -> (s - mean) * (s - mean)).average().orElseThrow();
    assertEquals(size, histogram.count());
    assertEquals(sorted[0], figures.minMs());
    assertEquals(sorted[size - 1], figures.maxMs());
    assertEquals(mean, figures.meanMs(), 1e-9 * mean);
    assertEquals(Math.sqrt(variance), figures.stdDevMs(), 1e-9 * mean);
  }

  @Test
  void givesTheFiguresOfAHandCount() {
    // 1..200: the p-th percentile is 2p; the mean 100.5; the variance (200^2 - 1) / 12.
    assertEquals(
        Optional.of(
            new LatencyFigures(
                1, 100.5, Math.sqrt(39_999 / 12.0), 100, 150, 180, 190, 198, 200, 200)),
        of(IntStream.rangeClosed(1, 200).toArray()).figures());
  }

  @Test
  void mergesAsIfAllHadBeenRecordedInOne() {
    int[] one = {0, 5, 5, 127, 128, 200_000};
    int[] other = {5, 131_071, 131_072, 200_000, Integer.MAX_VALUE};
    Histogram merged = Histogram.merge(List.of(of(one), of(other), new Histogram()));

    assertEquals(11, merged.count());
    StringBuilder bars = new StringBuilder();
    merged.forEach((ms, count) -> bars.append(ms).append('x').append(count).append(' '));
    assertEquals("0x1 5x3 127x1 128x1 131071x1 131072x1 200000x2 2147483647x1 ", bars.toString());
  }

  @Test
  void hasNoFiguresWithoutSamples() {
    Histogram empty = new Histogram();

    assertEquals(Optional.empty(), empty.figures());
    assertThrows(IllegalStateException.class, () -> empty.percentileMs(50));
  }

  @Test
  void refusesImpossiblePercentilesAndSamples() {
    Histogram histogram = of(1);

    for (double wrong : new double[] {-0.1, 100.1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> histogram.percentileMs(wrong));
    }
    assertThrows(IllegalArgumentException.class, () -> histogram.record(-1));
  }

  @Test
  void takesMemoryForTheSpreadOfTheSamplesAndNotForTheirNumber() {
    Histogram histogram = new Histogram();
    for (int i = 0; i < 1_000_000; i++) {
      histogram.record(i % 100);
    }

    assertTrue(histogram.bytes() > 0 && histogram.bytes() < 1_024, histogram.bytes() + " bytes");
  }

  private static Histogram of(int... samples) {
    Histogram histogram = new Histogram();
    for (int sample : samples) {
      histogram.record(sample);
    }
    return histogram;
  }
}
