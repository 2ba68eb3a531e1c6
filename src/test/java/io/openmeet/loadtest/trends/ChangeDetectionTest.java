package io.openmeet.loadtest.trends;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.trends.ChangePoint.Kind;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Levels of hand-made series; {@link ChangeDetectionIT} has the rates over simulated ones. */
class ChangeDetectionTest {
  private static final int SERIES = SimulatedHistories.SERIES;

  /** Repeats these four deviations, so that mean and noise of a level are known: 0 and 4.5 %. */
  private static final double[] NOISE = {-6, 2, 6, -2};

  /** Nights at one level, with its noise in percent. */
  private static DoubleStream nights(int number, double level) {
    return IntStream.range(0, number).mapToDouble(night -> level * (1 + NOISE[night % 4] / 100));
  }

  private static double[] series(DoubleStream... parts) {
    return DoubleStream.concat(
            parts[0],
            parts.length == 1
                ? DoubleStream.empty()
                : DoubleStream.of(
                    series(List.of(parts).subList(1, parts.length).toArray(DoubleStream[]::new))))
        .toArray();
  }

  private static Trend trend(double... values) {
    return ChangeDetection.trend(SimulatedHistories.series(values), SERIES, List.of());
  }

  private static List<Kind> kinds(Trend trend) {
    return trend.changes().stream().map(ChangePoint::kind).toList();
  }

  @Test
  void nineNightsAreNoBaselineAndTenAre() {
    Trend nine = trend(series(nights(9, 200)));
    assertTrue(nine.hasTooFewRuns());
    assertNull(nine.baseline());
    assertEquals(List.of(), trend(series(nights(8, 200), nights(1, 900))).suspects());

    Trend ten = trend(series(nights(10, 200)));
    assertFalse(ten.hasTooFewRuns());
    // Without the newest: 188 188 188, 196 196, 204 204, 212 212; the fifth is 196.
    assertEquals(196, ten.baseline(), 1e-9);
  }

  @Test
  void aStepIsARegressionFromItsFirstNight() {
    Trend trend = trend(series(nights(40, 200), nights(3, 250)));

    assertEquals(1, trend.changes().size());
    ChangePoint change = trend.changes().get(0);
    assertEquals(Kind.REGRESSION, change.kind());
    assertEquals(40, change.index());
    assertEquals(42, change.foundAt());
    assertEquals(200, change.before(), 1e-9);
    assertEquals(250 * (1 + (-6 + 2 + 6) / 300.0), change.after(), 1e-9);
    assertEquals(change, trend.alert());
    assertEquals(List.of(), trend.suspects());
    assertEquals(List.of(), trend(series(nights(40, 200), nights(2, 250))).changes());
  }

  @Test
  void aStepDownIsAnImprovementAndNoAlert() {
    Trend trend = trend(series(nights(40, 200), nights(5, 150)));

    assertEquals(List.of(Kind.IMPROVEMENT), kinds(trend));
    assertNull(trend.alert());
  }

  @ParameterizedTest
  @CsvSource({"LOWER_IS_BETTER, REGRESSION", "HIGHER_IS_BETTER, IMPROVEMENT", "NEUTRAL, CHANGE"})
  void theDirectionSaysWhatAStepUpMeans(Direction direction, Kind kind) {
    Series series =
        SimulatedHistories.series(
            new Figure("rps", Unit.REQUESTS_PER_SECOND, direction),
            0,
            series(nights(40, 200), nights(5, 250)));

    assertEquals(List.of(kind), kinds(ChangeDetection.trend(series, SERIES, List.of())));
  }

  /** The limit is 500; near 0, only a twentieth of it is a change: 25. */
  @ParameterizedTest
  @CsvSource({
    "SCORE, 30,",
    "SCORE, 40, REGRESSION",
    "RATIO, 30,",
    "REQUESTS_PER_SECOND, 30, REGRESSION"
  })
  void aSmallNumberMayChangeByALargePartOfItself(Unit unit, double since, Kind kind) {
    Series series =
        SimulatedHistories.series(
            new Figure("cls", unit, Direction.LOWER_IS_BETTER),
            0,
            series(nights(40, 10), nights(5, since)));

    assertEquals(
        kind == null ? List.of() : List.of(kind),
        kinds(ChangeDetection.trend(series, SERIES, List.of())));
  }

  @Test
  void aNightFarAwayIsSuspectAndNoChange() {
    Trend trend = trend(series(nights(40, 200), DoubleStream.of(900), nights(8, 200)));

    assertEquals(List.of(), trend.changes());
    // Distances from the median 200 are 12 or 4, half each: MAD 8, times 1.4826 and 5 is 59.3.
    assertEquals(List.of(new Suspect(40, 200, 8 * 1.4826 * 5)), trend.suspects());
  }

  @Test
  void twoOutliersInThreeNightsAreNoStep() {
    Trend trend = trend(series(nights(40, 200), DoubleStream.of(300, 200, 300), nights(4, 200)));

    assertEquals(List.of(), trend.changes());
  }

  @Test
  void anOutlierDoesNotHideAStepOfTheNextWeek() {
    Trend trend =
        trend(series(nights(36, 200), DoubleStream.of(2_000), nights(4, 200), nights(4, 250)));

    assertEquals(List.of(Kind.REGRESSION), kinds(trend));
    assertEquals(41, trend.alert().index());
  }

  @Test
  void aSuspectNightIsTenPercentAwayAtLeast() {
    double[] calm = DoubleStream.generate(() -> 200).limit(30).toArray();

    assertEquals(List.of(), trend(series(DoubleStream.of(calm), DoubleStream.of(220))).suspects());
    assertEquals(
        List.of(new Suspect(30, 200, 20)),
        trend(series(DoubleStream.of(calm), DoubleStream.of(221))).suspects());
  }

  /** Rounding to milliseconds hides a deviation of half of one. */
  @Test
  void aNightOfAFewMillisecondsIsSuspectBeyondFiveHalves() {
    DoubleStream calm = DoubleStream.iterate(4, same -> 4).limit(30);

    assertEquals(
        List.of(new Suspect(30, 4, 2.5)), trend(series(calm, DoubleStream.of(7))).suspects());
  }

  @Test
  void aRegressionIsAnAlertUntilTheLevelReturns() {
    DoubleStream[] regression = {nights(40, 200), nights(8, 260)};
    assertEquals(40, trend(series(regression)).alert().index());

    Trend twoNights = trend(series(nights(40, 200), nights(8, 260), nights(2, 200)));
    assertEquals(40, twoNights.alert().index());

    Trend threeNights = trend(series(nights(40, 200), nights(8, 260), nights(3, 200)));
    assertEquals(List.of(Kind.REGRESSION, Kind.RETURN), kinds(threeNights));
    assertEquals(48, threeNights.changes().get(1).index());
    assertNull(threeNights.alert());
    // The level that returned has its 40 nights before, so another step is found as fast.
    Trend again = trend(series(nights(40, 200), nights(8, 260), nights(3, 200), nights(3, 260)));
    assertEquals(51, again.alert().index());
    assertEquals(53, again.alert().foundAt());
  }

  @Test
  void twoStepsUpReturnAtOnce() {
    Trend trend = trend(series(nights(40, 200), nights(40, 260), nights(5, 340), nights(3, 200)));

    assertEquals(List.of(Kind.REGRESSION, Kind.REGRESSION, Kind.RETURN), kinds(trend));
    assertEquals(85, trend.changes().get(2).index());
    assertNull(trend.alert());
  }

  @Test
  void anAcknowledgedNightBeginsANewLevel() {
    Series series =
        SimulatedHistories.series(series(nights(40, 200), nights(12, 260), nights(5, 340)));

    Trend known = ChangeDetection.trend(series, SERIES, List.of(40));

    ChangePoint change = known.changes().get(0);
    assertTrue(change.acknowledged());
    assertEquals(40, change.index());
    assertEquals(200, change.before(), 1e-9);
    // The level since is the new baseline, of which 340 is a regression.
    assertEquals(52, known.alert().index());
    assertEquals(260, known.alert().before(), 1e-9);
    assertNull(ChangeDetection.trend(series, SERIES, List.of(40, 52)).alert());
  }

  @Test
  void anAcknowledgementAfterTheAlertEndsIt() {
    Series series = SimulatedHistories.series(series(nights(40, 200), nights(8, 260)));

    Trend known = ChangeDetection.trend(series, SERIES, List.of(45));

    assertEquals(List.of(40, 45), known.changes().stream().map(ChangePoint::index).toList());
    assertNull(known.alert());
  }

  @Test
  void oneMillisecondMoreIsNoChange() {
    double[] rounded = DoubleStream.iterate(1, same -> 1).limit(40).toArray();

    assertEquals(
        List.of(),
        trend(series(DoubleStream.of(rounded), DoubleStream.iterate(2, n -> 2).limit(20)))
            .changes());
    assertEquals(
        List.of(Kind.REGRESSION),
        kinds(trend(series(DoubleStream.of(rounded), DoubleStream.iterate(8, n -> 8).limit(3)))));
  }

  @Test
  void workWithoutNoiseThatRisesByATenthIsARegression() {
    Series work =
        SimulatedHistories.series(
            new Figure("queries_total", null, Direction.LOWER_IS_BETTER),
            0.002,
            series(
                IntStream.range(0, 30).mapToDouble(night -> 3.2),
                IntStream.range(0, 3).mapToDouble(night -> 3.52)));

    assertEquals(List.of(Kind.REGRESSION), kinds(ChangeDetection.trend(work, SERIES, List.of())));
  }

  /** What was found one night is found, unchanged, in each later night. */
  @ParameterizedTest
  @EnumSource(Noise.class)
  void laterNightsLeaveWhatWasFound(Noise noise) {
    double[] nights = noise.nights(60, new java.util.Random(7));
    double[] values =
        IntStream.range(0, 60)
            .mapToDouble(i -> 200 * (i < 30 ? 1 : i < 45 ? 1.4 : 0.8) * (1 + 0.05 * nights[i]))
            .toArray();
    List<ChangePoint> whole = trend(values).changes();
    assertFalse(whole.isEmpty());
    for (int end = 1; end <= 60; end++) {
      int last = end - 1;
      List<ChangePoint> part = trend(java.util.Arrays.copyOf(values, end)).changes();
      assertEquals(whole.stream().filter(change -> change.foundAt() <= last).toList(), part);
    }
  }

  @Test
  void someHistoriesWithoutAChangeAlertHardlyEver() {
    for (Noise noise :
        List.of(Noise.NORMAL, Noise.LOGNORMAL, Noise.AUTOCORRELATED, Noise.BIMODAL)) {
      double rate = new SimulatedHistories(noise, 60).falseAlertRate();
      assertTrue(rate <= 0.1, () -> noise + " " + rate); // 5 % and twice the chance of 60
    }
  }
}
