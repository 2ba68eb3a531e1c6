package io.openmeet.loadtest.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PowerAnalysisTest {
  /**
   * With 9 degrees of freedom, a table has t = 2.262157 for 97.5 % and 0.883404 for 80 %, so 10
   * pairs at a noise of 7 % see 3.145561 · 0.07 / √10 = 0.069630.
   */
  @Test
  void tenPairsSeeWhatTheTableSays() {
    PowerAnalysis power = new PowerAnalysis(0.07, 0.05);

    assertTrue(power.sees(10, 0.06964));
    assertFalse(power.sees(10, 0.06962));
  }

  /** The second method: that many pairs, drawn often, find the difference in 80 % of all cases. */
  @Test
  void theNumberOfPairsFindsTheDifferenceInFourOfFiveExperiments() {
    double difference = Math.log(1.05);
    int pairs = new PowerAnalysis(0.07, 0.05).toSee(difference).orElseThrow();
    Random random = new Random(16);
    int experiments = 10_000;

    long found =
        IntStream.range(0, experiments)
            .filter(
                i -> {
                  List<Double> b =
                      Stream.generate(() -> Math.exp(difference + 0.07 * random.nextGaussian()))
                          .limit(pairs)
                          .toList();
                  return PairedRatio.of(Stream.generate(() -> 1.0).limit(pairs).toList(), b, 0).p()
                      < 0.05;
                })
            .count();

    assertEquals(0.8, (double) found / experiments, 0.03, pairs + " pairs");
  }

  @Test
  void noNumberOfPairsSeesNoDifference() {
    assertEquals(OptionalInt.empty(), new PowerAnalysis(0.07, 0.05).toSee(0));
  }

  @Test
  void theLeastNumberIsTheFirstThatHolds() {
    assertEquals(OptionalInt.of(3), PowerAnalysis.fewest(pairs -> true));
    assertEquals(OptionalInt.of(4711), PowerAnalysis.fewest(pairs -> pairs >= 4711));
  }
}
