package io.openmeet.loadtest.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PairedRatioTest {
  private static final double EXACT = 1e-9;

  /** Side B for a side A of 100 in each pair. */
  private static List<Double> b(double... logs) {
    return DoubleStream.of(logs).map(log -> 100 * Math.exp(log)).boxed().toList();
  }

  private static List<Double> hundreds(int pairs) {
    return DoubleStream.generate(() -> 100).limit(pairs).boxed().toList();
  }

  /**
   * ln(B/A) = 0.1, 0.2, 0.3: mean 0.2, standard deviation √((0.1² + 0² + 0.1²) / 2) = 0.1, standard
   * error 0.1 / √3 = 0.0577350. With 2 degrees of freedom, 95 % of Student's t lie within
   * ±4.3026527 (any table), so ln(B/A) lies within 0.2 ± 0.2484138. And t = 0.2 / 0.0577350 = √12;
   * with 2 degrees of freedom, the two-sided p is 1 - t / √(2 + t²) = 1 - √(12/14) = 0.0741799.
   */
  @Test
  void threePairsGiveTheIntervalThatWasComputedByHand() {
    PairedRatio ratio = PairedRatio.of(hundreds(3), b(0.1, 0.2, 0.3), 0);

    assertEquals(0.2, ratio.meanLog(), EXACT);
    assertEquals(0.1, ratio.sdLog(), EXACT);
    assertEquals(Math.exp(0.2), ratio.ratio(), EXACT);
    assertEquals(Math.exp(0.2 - 0.2484138), ratio.low(), 1e-6);
    assertEquals(Math.exp(0.2 + 0.2484138), ratio.high(), 1e-6);
    assertEquals(0.0741799, ratio.p(), 1e-7);
  }

  /** A slow minute that hits both runs of a pair is no noise. */
  @Test
  void onlyTheDifferenceWithinAPairIsNoise() {
    PairedRatio ratio =
        PairedRatio.of(List.of(100.0, 200.0, 400.0), List.of(110.0, 220.0, 440.0), 0);

    assertEquals(1.1, ratio.ratio(), EXACT);
    assertEquals(0, ratio.sdLog(), EXACT);
    assertEquals(200, ratio.a(), EXACT);
    assertEquals(220, ratio.b(), EXACT);
  }

  @Test
  void equalCountsAreCertainlyEqual() {
    PairedRatio ratio = PairedRatio.of(hundreds(5), hundreds(5), 0);

    assertEquals(1, ratio.low());
    assertEquals(1, ratio.high());
    assertEquals(1, ratio.p());
  }

  /** 1 ms and 2 ms may be 1.49 and 1.51: √((1/1² + 1/2²) / 12) = √(5/48). */
  @Test
  void wholeMillisecondsHaveTheNoiseOfTheirRounding() {
    PairedRatio ratio = PairedRatio.of(List.of(1.0, 1.0, 1.0), List.of(2.0, 2.0, 2.0), 1);

    assertEquals(Math.sqrt(5.0 / 48), ratio.sdLog(), EXACT);
  }
}
