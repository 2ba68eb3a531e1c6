package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.openmeet.loadtest.sla.Bound;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final Sla CONNECTIONS = SlaBook.standard().get("connections");
  private static final Sla BROADCASTS = SlaBook.standard().get("broadcasts");
  private static final Sla BROADCAST_P95 = SlaBook.standard().get("broadcast-p95");

  private static final Sla BROWSER_CLS =
      new Sla(
          "browser-cls",
          "Cumulative Layout Shift P75",
          Measure.OBSERVED_SCORE,
          75.0,
          null,
          Bound.BELOW,
          0.1);

  private static Tally visits(Map<Double, Integer> countByValue, int withoutValue) {
    return new Tally.Visits(new TreeMap<>(countByValue), withoutValue);
  }

  private static Tally times(Map<Integer, Integer> countByMs) {
    return new Tally.Times(new TreeMap<>(countByMs));
  }

  /** The lowest sum is 5 + 8, not 5 + 3: the two injectors lack users at different times. */
  @Test
  void usersOfTwoInjectorsAddUpSecondBySecond() {
    Tally one = new Tally.AtOnce(List.of(10.0, 5.0, 10.0));
    Tally other = new Tally.AtOnce(List.of(10.0, 8.0, 3.5));

    assertEquals(new Measured.Value(5), one.measured(CONNECTIONS));
    assertEquals(new Measured.Value(3.5), other.measured(CONNECTIONS));
    assertEquals(new Measured.Value(13), one.plus(other).measured(CONNECTIONS));
  }

  @Test
  void usersAreMissingWhenOneInjectorsWindowWasNotOver() {
    Tally whole = new Tally.AtOnce(List.of(10.0));
    assertEquals(
        new Measured.Missing("the run ended before the measured window closed"),
        whole.plus(new Tally.AtOnce(List.of())).measured(CONNECTIONS));
  }

  @Test
  void aUserIsNotLostToRounding() {
    assertEquals(
        new Measured.Value(1_000),
        new Tally.AtOnce(List.of(999.999_999_9, 1_000.000_000_1)).measured(CONNECTIONS));
  }

  /** 99 of 100 and 0 of 10 are 99 of 110; the mean of the ratios would be 49.5 %. */
  @Test
  void sharesAddUpByCount() {
    Tally sum = new Tally.Share(99, 100).plus(new Tally.Share(0, 10));
    assertEquals(new Measured.Value(0.9), sum.measured(BROADCASTS));
    assertEquals(
        new Measured.Missing("nothing was expected in the measured window"),
        new Tally.Share(0, 0).measured(BROADCASTS));
  }

  /** The P95 of 3 ms (90 times) and of 7 ms (5) and 80 ms (5) is the 95th of 100: 7 ms. */
  @Test
  void timesAddUpToOneDistribution() {
    Tally one = times(Map.of(3, 50, 7, 5));
    Tally other = times(Map.of(3, 40, 80, 5));

    assertEquals(times(Map.of(3, 90, 7, 5, 80, 5)), one.plus(other));
    assertEquals(new Measured.Value(7), one.plus(other).measured(BROADCAST_P95));
    assertEquals(
        new Measured.Missing("nothing was timed in the measured window"),
        times(Map.of()).measured(BROADCAST_P95));
  }

  /** 40 visits, 10 of each: the 30th of 40 has the third value; with one visit more, the last. */
  @Test
  void visitsHaveTheNearestRankOfTheirValues() {
    Tally visits = visits(Map.of(0.0, 10, 0.02, 10, 0.0996, 10, 0.31, 10), 0);

    assertEquals(new Measured.Value(0.0996), visits.measured(BROWSER_CLS));
    Tally oneMore = visits.plus(visits(Map.of(0.5, 1), 0));
    assertEquals(new Measured.Value(0.31), oneMore.measured(BROWSER_CLS));
  }

  @Test
  void visitsAddUpByValue() {
    Tally sum = visits(Map.of(0.1, 3, 0.2, 1), 1).plus(visits(Map.of(0.1, 2, 0.3, 5), 2));
    assertEquals(visits(Map.of(0.1, 5, 0.2, 1, 0.3, 5), 3), sum);
  }

  /** The visit without a value may be the worst. */
  @Test
  void oneVisitWithoutAValueLeavesThePercentileOpen() {
    assertEquals(
        new Measured.Missing("3 of 40 visits reported no value"),
        visits(Map.of(0.02, 37), 3).measured(BROWSER_CLS));
    assertEquals(
        new Measured.Missing("3 of 3 visits reported no value"),
        visits(Map.of(), 3).measured(BROWSER_CLS));
  }

  /** A P75 needs four. */
  @Test
  void tooFewVisitsHaveNoPercentile() {
    assertEquals(
        new Measured.Missing("no visit was made in the measured window"),
        visits(Map.of(), 0).measured(BROWSER_CLS));
    assertEquals(
        new Measured.Missing("3 visits, and P75 needs 4 or more"),
        visits(Map.of(0.02, 3), 0).measured(BROWSER_CLS));
    assertEquals(new Measured.Value(0.02), visits(Map.of(0.02, 4), 0).measured(BROWSER_CLS));
  }

  /** A browser's report is foreign: what cannot be a time or a score is no value. */
  @Test
  void impossibleValuesOfVisitsAreNone() {
    assertEquals(
        visits(Map.of(0.0, 2, 17.5, 1), 4),
        Tally.Visits.of(
            List.of(
                OptionalDouble.of(-0.0),
                OptionalDouble.of(17.5),
                OptionalDouble.empty(),
                OptionalDouble.of(0.0),
                OptionalDouble.of(-1),
                OptionalDouble.of(Double.NaN),
                OptionalDouble.of(Double.POSITIVE_INFINITY))));
  }

  @Test
  void differentKindsDoNotAddUp() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new Tally.Share(1, 1).plus(times(Map.of(1, 1))));
    assertEquals("tallies: expected Share from every injector, found Times", refused.getMessage());
  }
}
