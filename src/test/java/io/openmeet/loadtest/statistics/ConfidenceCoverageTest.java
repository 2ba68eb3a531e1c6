package io.openmeet.loadtest.statistics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often 95 % intervals contain the truth, in simulated runs whose seconds resemble their
 * neighbours. The seed is fixed. The spread is that of the seconds' levels: 0.1 is 10 %.
 */
class ConfidenceCoverageTest {
  private final SplittableRandom random = new SplittableRandom(1);

  @ParameterizedTest
  @CsvSource({
    "100, 0, 0.1, 95, 1000",
    "100, 0.5, 0.1, 95, 1000",
    "100, 0.8, 0.1, 95, 1000",
    "100, 0.8, 0.3, 95, 1000",
    "100, 0.8, 0.1, 99, 1000",
    "5000, 0, 0.1, 95, 1000",
    "5000, 0.5, 0.1, 95, 1000",
    "5000, 0.8, 0.1, 95, 1000",
  })
  void inTwoMinutesIntervalsOfPercentilesContainTheTruthIn93To97PerCentOfRuns(
      int perSecond, double correlation, double spread, double percentile, int runs) {
    double covered = ofAutoregressive(120, perSecond, correlation, spread, percentile, runs);
    assertTrue(covered >= 93 && covered <= 97, covered + " %");
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0, 0.1, 95, 1000",
    "100, 0.5, 0.1, 95, 1000",
    "100, 0.8, 0.1, 95, 1000",
    "100, 0.8, 0.3, 95, 1000",
    "100, 0.8, 0.1, 99, 1000",
    "5000, 0, 0.1, 95, 1000",
    "5000, 0.5, 0.1, 95, 1000",
    "5000, 0.8, 0.1, 95, 1000",
  })
  void inThirtySecondsTheyContainItInAtLeast90PerCent(
      int perSecond, double correlation, double spread, double percentile, int runs) {
    double covered = ofAutoregressive(30, perSecond, correlation, spread, percentile, runs);
    assertTrue(covered >= 90 && covered <= 98.5, covered + " %");
  }

  /** A cycle that fits into the window averages out, so the intervals are wider than needed. */
  @ParameterizedTest
  @CsvSource({"120, 20", "120, 45", "120, 100", "30, 20", "30, 30"})
  void aSlowCycleWithinTheWindowMakesIntervalsTooWideRatherThanTooNarrow(int seconds, int period) {
    double covered = ofCycle(seconds, period);
    assertTrue(covered >= 96, covered + " %");
  }

  /** No method sees what the window does not show: 30 s of a cycle of 100 s. */
  @Test
  void aCycleMuchLongerThanTheWindowIsMissed() {
    double covered = ofCycle(30, 100);
    assertTrue(covered > 50 && covered < 90, covered + " %");
  }

  @ParameterizedTest
  @CsvSource({
    "120, 0, 93",
    "120, 0.5, 93",
    "120, 0.8, 93",
    "30, 0, 90",
    "30, 0.5, 90",
    "30, 0.8, 90"
  })
  void intervalsOfErrorRatesContainTheTruth(int seconds, double correlation, double least) {
    double ratio = 0.01;
    double spread = 0.3;
    double truth = ratio * Math.exp(spread * spread / 2);
    int perSecond = 200;
    double covered =
        percent(
            1000,
            () -> {
              double[] levels = SimulatedRun.autoregressive(seconds, correlation, spread, random);
              long[] errors =
                  Arrays.stream(levels)
                      .mapToLong(level -> failures(perSecond, ratio * Math.exp(level)))
                      .toArray();
              long[] all = new long[seconds];
              Arrays.fill(all, perSecond);
              ConfidenceInterval interval = RatioInterval.of(errors, all).orElseThrow();
              return interval.low() <= truth && truth <= interval.high();
            });
    assertTrue(covered >= least && covered <= 97, covered + " %");
  }

  private long failures(int requests, double ratio) {
    long failures = 0;
    for (int i = 0; i < requests; i++) {
      failures += random.nextDouble() < ratio ? 1 : 0;
    }
    return failures;
  }

  private double ofAutoregressive(
      int seconds, int perSecond, double correlation, double spread, double percentile, int runs) {
    int truthMs = SimulatedRun.percentileMs(percentile, spread);
    SimulatedRun.Requests requests = new SimulatedRun.Requests(perSecond);
    return percent(
        runs,
        () ->
            contains(
                SimulatedRun.autoregressive(seconds, correlation, spread, random),
                requests,
                percentile,
                truthMs));
  }

  private double ofCycle(int seconds, int period) {
    int truthMs = SimulatedRun.percentileOfCycleMs(95, 0.1);
    SimulatedRun.Requests requests = new SimulatedRun.Requests(100);
    return percent(
        500,
        () -> contains(SimulatedRun.cycle(seconds, period, 0.1, random), requests, 95, truthMs));
  }

  private boolean contains(
      double[] levels, SimulatedRun.Requests requests, double percentile, int truthMs) {
    SimulatedRun run = new SimulatedRun(levels, requests, random);
    ConfidenceInterval interval =
        PercentileInterval.of(run.times, run.bySecond, percentile).orElseThrow();
    return interval.low() <= truthMs && truthMs <= interval.high();
  }

  private static double percent(int runs, Supplier<Boolean> covers) {
    return 100.0 * Stream.generate(covers).limit(runs).filter(covered -> covered).count() / runs;
  }
}
