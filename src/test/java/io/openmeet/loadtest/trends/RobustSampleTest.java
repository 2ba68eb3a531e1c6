package io.openmeet.loadtest.trends;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobustSampleTest {
  /**
   * 1 to 10 have 45 distances: nine of 1, eight of 2, and so on. Half is 10 / 2 + 1 = 6, so k is 6
   * * 5 / 2 = 15, and the 15th distance is 2. The correction is 10 / 13.8.
   */
  @Test
  void scaleIsTheQuarterOfAllDistances() {
    RobustSample sample =
        new RobustSample(IntStream.rangeClosed(1, 10).mapToDouble(i -> i).toArray());

    assertEquals(2.2219 * 10 / 13.8 * 2, sample.scale(), 1e-9);
    assertEquals(5.5, sample.median());
    assertEquals(2, sample.low());
    assertEquals(9, sample.high());
  }

  @Test
  void twoOutliersOfTwentyHardlyChangeMedianAndScale() {
    double[] values = IntStream.rangeClosed(1, 20).mapToDouble(i -> i).toArray();
    double before = new RobustSample(values).scale();
    values[0] = 1e6;
    values[1] = 1e9;
    RobustSample sample = new RobustSample(values);

    assertEquals(12.5, sample.median());
    assertEquals(before, sample.scale(), 0.35 * before);
  }

  /** The mean over many samples is the standard deviation they were drawn with. */
  @ParameterizedTest
  @ValueSource(ints = {10, 11, 15, 20})
  void scaleEstimatesTheStandardDeviationOfNormalValues(int size) {
    Random random = new Random(7);
    double mean =
        IntStream.range(0, 20_000)
            .mapToDouble(
                i ->
                    new RobustSample(
                            random.doubles(size).map(any -> 3 * random.nextGaussian()).toArray())
                        .scale())
            .average()
            .orElseThrow();

    assertEquals(3, mean, 0.04);
  }

  @Test
  void equalValuesHaveNoScale() {
    double[] values = new double[12];
    Arrays.fill(values, 0.31);

    assertEquals(0, new RobustSample(values).scale());
  }
}
