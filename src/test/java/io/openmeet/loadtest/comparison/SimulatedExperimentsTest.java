package io.openmeet.loadtest.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often verdicts are right, over experiments whose truth is known. */
class SimulatedExperimentsTest {
  private static final int EXPERIMENTS = 1_000;
  private static final int PAIRS = 10;
  private static final long SEED = 20_260_504;

  private static List<List<MetricComparison>> simulate(int pairs, double noise, double change) {
    Random random = new Random(SEED);
    return IntStream.range(0, EXPERIMENTS)
        .mapToObj(i -> new SimulatedExperiment(random, pairs, noise, change).compare())
        .toList();
  }

  private static boolean isDifferent(MetricComparison comparison) {
    return comparison.outcome() == Outcome.FASTER || comparison.outcome() == Outcome.SLOWER;
  }

  private static long count(
      List<List<MetricComparison>> experiments, Metric metric, Outcome outcome) {
    return experiments.stream()
        .flatMap(List::stream)
        .filter(comparison -> comparison.metric().equals(metric))
        .filter(comparison -> comparison.outcome() == outcome)
        .count();
  }

  @ParameterizedTest
  @CsvSource({"10, 0.05", "10, 0.2", "3, 0.05", "3, 0.2"})
  void withoutAChangeAtMostOneExperimentInTwentySaysThatThereIsOne(int pairs, double noise) {
    long mistaken =
        simulate(pairs, noise, 1).stream()
            .filter(
                experiment -> experiment.stream().anyMatch(SimulatedExperimentsTest::isDifferent))
            .count();

    assertTrue(mistaken <= EXPERIMENTS / 20, mistaken + " of " + EXPERIMENTS);
  }

  /** The guard of the test above: without Holm, these figures do deceive. */
  @Test
  void withoutHolmMoreThanOneExperimentInTwentyWouldBeMistaken() {
    long mistaken =
        simulate(PAIRS, 0.05, 1).stream()
            .filter(
                experiment ->
                    experiment.stream()
                        .filter(comparison -> comparison.ratio() != null)
                        .anyMatch(comparison -> comparison.low() > 1 || comparison.high() < 1))
            .count();

    assertTrue(mistaken > EXPERIMENTS / 10, mistaken + " of " + EXPERIMENTS);
  }

  /** 95 % ± 2 %, which is three standard errors of 1,000 experiments. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.2})
  void theIntervalCoversTheTruthInNineteenOfTwentyExperiments(double noise) {
    double change = 1.1;
    long covered =
        simulate(PAIRS, noise, change).stream()
            .flatMap(List::stream)
            .filter(comparison -> comparison.metric().equals(SimulatedExperiment.P95))
            .filter(comparison -> comparison.low() <= change && change <= comparison.high())
            .count();

    assertEquals(0.95, (double) covered / EXPERIMENTS, 0.02);
  }

  @Test
  void findsAChangeOfAQuarter() {
    List<List<MetricComparison>> experiments = simulate(PAIRS, 0.05, 1.25);

    for (Metric time :
        List.of(
            SimulatedExperiment.P50,
            SimulatedExperiment.P95,
            SimulatedExperiment.P99,
            SimulatedExperiment.MEAN)) {
      long found = count(experiments, time, Outcome.SLOWER);
      assertTrue(found >= 0.99 * EXPERIMENTS, time.id() + ": " + found);
      assertEquals(0, count(experiments, time, Outcome.FASTER), time.id());
    }
    assertTrue(count(simulate(PAIRS, 0.05, 0.8), SimulatedExperiment.P95, Outcome.FASTER) >= 990);
  }

  /** The t interval of 95 % lies within the margin in at most 2.5 %. */
  @Test
  void aChangeAtTheMarginIsAlmostNeverCalledEquivalent() {
    List<List<MetricComparison>> experiments = simulate(PAIRS, 0.02, 1.05);

    long equivalent = count(experiments, SimulatedExperiment.MEAN, Outcome.EQUIVALENT);

    assertTrue(equivalent <= 0.04 * EXPERIMENTS, equivalent + " of " + EXPERIMENTS);
  }

  @Test
  void equalSidesAreEquivalentWhenThereIsLittleNoise() {
    List<List<MetricComparison>> experiments = simulate(PAIRS, 0.01, 1);

    long equivalent = count(experiments, SimulatedExperiment.MEAN, Outcome.EQUIVALENT);

    assertTrue(equivalent >= 0.95 * EXPERIMENTS, equivalent + " of " + EXPERIMENTS);
  }

  @Test
  void muchNoiseIsNeverCalledEquivalent() {
    List<List<MetricComparison>> experiments = simulate(PAIRS, 0.2, 1);

    assertEquals(0, count(experiments, SimulatedExperiment.P95, Outcome.EQUIVALENT));
  }
}
