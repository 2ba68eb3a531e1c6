package io.openmeet.loadtest.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.performance.RateSearch.Outcome;
import io.openmeet.loadtest.performance.RateSearch.Result;
import io.openmeet.loadtest.performance.RateSearch.Step;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateSearchTest {
  /** A target that holds every rate up to one. */
  private static Result search(int holds, int first, int halvings, int mostTrials)
      throws Exception {
    return new RateSearch(first, halvings, mostTrials)
        .run(rate -> rate <= holds ? Outcome.HELD : Outcome.NOT_HELD);
  }

  private static List<Integer> rates(Result result) {
    return result.steps().stream().map(Step::rate).toList();
  }

  @Test
  void doublesUntilTheRateIsNotHeldAndHalvesTheGap() throws Exception {
    Result result = search(730, 100, 3, 20);

    // 800 is not held; the gaps are 400 to 800, 600 to 800, 700 to 800.
    assertEquals(List.of(100, 200, 400, 800, 600, 700, 750), rates(result));
    assertEquals(OptionalInt.of(700), result.highest());
    assertEquals(OptionalInt.of(750), result.lowestNotHeld());
    assertFalse(result.isLowerBound());
  }

  @Test
  void searchesBelowTheFirstRateWhenThatIsNotHeld() throws Exception {
    Result result = search(30, 100, 2, 20);

    assertEquals(List.of(100, 50, 25), rates(result));
    assertEquals(OptionalInt.of(25), result.highest());
  }

  /** The gap after n halvings is the distance of the last doubling, divided by 2^n. */
  @ParameterizedTest
  @CsvSource({"1", "99", "100", "101", "199", "1234", "5000", "6250"})
  void isAtMostOneGapBelowTheRateThatTheTargetHolds(int holds) throws Exception {
    Result result = search(holds, 100, 7, 40);

    int found = result.highest().orElse(0);
    int gap = Math.max(1, Math.max(100, Integer.highestOneBit(holds / 100) * 100) / 128 + 1);
    assertTrue(found <= holds && found > holds - gap, found + " for " + holds);
  }

  @Test
  void findsNothingWhenTheTargetHoldsNothing() throws Exception {
    Result result = search(0, 4, 5, 20);

    assertEquals(List.of(4, 2, 1), rates(result));
    assertEquals(OptionalInt.empty(), result.highest());
    assertEquals(OptionalInt.of(1), result.lowestNotHeld());
  }

  @Test
  void endsAfterTheMostTrialsWithALowerBound() throws Exception {
    Result result = search(Integer.MAX_VALUE, 100, 2, 3);

    assertEquals(List.of(100, 200, 400), rates(result));
    assertEquals(OptionalInt.of(400), result.highest());
    assertTrue(result.isLowerBound());
  }

  /** The injector reaches its own limit at 300/s, before the target does. */
  @Test
  void isALowerBoundWhenAnInvalidRunEndedTheSearch() throws Exception {
    Result result =
        new RateSearch(100, 1, 20).run(rate -> rate <= 300 ? Outcome.HELD : Outcome.INVALID);

    assertEquals(List.of(100, 200, 400, 300), rates(result));
    assertEquals(OptionalInt.of(300), result.highest());
    assertEquals(OptionalInt.empty(), result.lowestNotHeld());
    assertTrue(result.isLowerBound());
  }

  @Test
  void isALowerBoundWhenAnInvalidRunHidesTheRateBelowAFailure() throws Exception {
    Result result =
        new RateSearch(100, 1, 20)
            .run(
                rate ->
                    switch (rate) {
                      case 100, 200 -> Outcome.HELD;
                      case 300 -> Outcome.INVALID;
                      default -> Outcome.NOT_HELD;
                    });

    assertEquals(OptionalInt.of(200), result.highest());
    assertTrue(result.isLowerBound());
  }

  @Test
  void refusesToSearchFromNothing() {
    assertThrows(IllegalArgumentException.class, () -> new RateSearch(0, 2, 10));
  }
}
