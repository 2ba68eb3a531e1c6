package io.openmeet.loadtest.capacity;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.capacity.SearchResult.End;
import io.openmeet.loadtest.capacity.Trial.Outcome;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches on simulated targets, whose limits are known. */
class CapacitySearchTest {
  private static final int MOST_TRIALS = 40;
  private static final CapacitySearch SEARCH =
      new CapacitySearch(SearchGoal.STANDARD, 1_000, 1, 1_000_000, MOST_TRIALS);

  private final SimulatedTarget target = new SimulatedTarget(7);

  private static void assertContain(double limit, SearchResult result) {
    assertTrue(result.isRegular(), result::toString);
    assertTrue(
        result.lower() <= limit && limit < result.upper(),
        () -> "expected %s between the bounds of %s".formatted(limit, result));
    assertTrue(
        result.upper() - result.lower() <= Math.max(1, 0.05 * result.upper()), result::toString);
  }

  private static List<Integer> loads(List<Trial> trials) {
    return trials.stream().map(Trial::load).toList();
  }

  @Test
  void goesToWhatAnOverloadedTargetAnswersAndProvesBothSides() {
    List<Trial> trials = target.searchedBy(SEARCH);

    // 3,000 / 0.95 = 3,157. The upper one has a short trial already: 10 s + 15 s are over half of
    // 35 s, but 15 s of good trials are not half of it.
    assertEquals(List.of(1000, 2000, 4000, 3000, 3157, 3000, 3000, 3157), loads(trials));
    assertEquals(
        List.of(10, 10, 10, 10, 10, 15, 15, 15), trials.stream().map(Trial::seconds).toList());
    assertEquals(new SearchResult(3_000, 3_157, 3_000.0, End.FOUND), SEARCH.result(trials));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 250, 999, 1_000, 3_030, 12_345, 654_321})
  void findsASharpLimitAnywhereWithAndWithoutAnswersAsAGuess(int limit) {
    for (Double answered : new Double[] {(double) limit, limit * 0.6, null}) {
      target.limit = limit;
      target.answeredAbove = answered;
      List<Trial> trials = target.searchedBy(SEARCH);
      assertContain(limit, SEARCH.result(trials));
      assertTrue(trials.size() <= 22, () -> trials.size() + " trials");
    }
  }

  @Test
  void oneNoisyTrialInTenDoesNotDecide() {
    int searches = 1_000;
    int contained = 0;
    int near = 0;
    List<Integer> numbers = new ArrayList<>();
    for (int seed = 0; seed < searches; seed++) {
      SimulatedTarget noisy = new SimulatedTarget(seed);
      noisy.badChance = 0.1;
      List<Trial> trials = noisy.searchedBy(SEARCH);
      SearchResult result = SEARCH.result(trials);
      assertTrue(result.isRegular(), result::toString);
      contained += result.lower() <= noisy.limit && noisy.limit < result.upper() ? 1 : 0;
      near += Math.abs(result.lower() - noisy.limit) <= 0.05 * noisy.limit ? 1 : 0;
      numbers.add(trials.size());
    }
    Collections.sort(numbers);
    // A bound is wrong if two of three of its trials are: 0.1 x 0.1 x 2.8 = 2.8 %, and the search
    // proves about three loads.
    assertTrue(contained > 890 && contained < 970, contained + " searches contain the limit");
    assertTrue(near > 950, near + " searches are within 5 %");
    assertTrue(numbers.get(searches / 2) <= 9, "median number of trials: " + numbers);
    assertTrue(numbers.get(searches - 1) <= 25, "highest number of trials: " + numbers);
  }

  @Test
  void longTrialsFindALimitThatAppearsOnlyAfterAWhile() {
    // 10 s: 2,700; 15 s: 2,550.
    target.fadingPerSecond = 0.01;
    target.answeredAbove = 2_550.0;
    assertContain(2_550, SEARCH.result(target.searchedBy(SEARCH)));
    target.answeredAbove = null;
    assertContain(2_550, SEARCH.result(target.searchedBy(SEARCH)));
  }

  @Test
  void saysAtLeastWhenTheInjectorCannotMakeMore() {
    target.injectorLimit = 2_500;
    List<Trial> trials = target.searchedBy(SEARCH);
    SearchResult result = SEARCH.result(trials);

    assertEquals(End.INJECTOR_LIMITED, result.end());
    assertFalse(result.isRegular());
    assertNull(result.upper());
    assertTrue(result.lower() < 2_500 && result.lower() > 2_500 * 0.93, result::toString);
    // Each load that the injector cannot make is tried twice.
    trials.stream()
        .filter(trial -> trial.outcome() == Outcome.INVALID)
        .forEach(trial -> assertEquals(2, CapacitySearch.at(trial.load(), trials).size()));
  }

  @Test
  void anInvalidTrialIsRepeatedOnceAndThenForgotten() {
    List<Trial> trials = new ArrayList<>();
    TrialInput first = SEARCH.next(trials).orElseThrow();
    trials.add(new Trial(first, Outcome.INVALID, 0, null));

    assertEquals(first, SEARCH.next(trials).orElseThrow());
    assertContain(3_000, SEARCH.result(target.goingOn(SEARCH, trials)));
  }

  @Test
  void endsAtTheHighestLoadAllowedWithoutAnUpperBound() {
    CapacitySearch bounded = new CapacitySearch(SearchGoal.STANDARD, 1_000, 1, 2_500, MOST_TRIALS);
    List<Trial> trials = target.searchedBy(bounded);

    assertEquals(List.of(1000, 2000, 2500, 2500, 2500), loads(trials));
    assertEquals(
        new SearchResult(2_500, null, 2_500.0, End.MOST_LOAD_BORNE), bounded.result(trials));
  }

  @Test
  void endsAtTheLowestLoadAllowedWithoutALowerBound() {
    CapacitySearch bounded =
        new CapacitySearch(SearchGoal.STANDARD, 1_000, 100, 2_500, MOST_TRIALS);
    target.limit = 20;
    target.answeredAbove = 20.0;
    List<Trial> trials = target.searchedBy(bounded);

    assertEquals(List.of(1000, 100, 100), loads(trials));
    assertEquals(new SearchResult(null, 100, null, End.NOTHING_BORNE), bounded.result(trials));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void endsAfterTheAllowedNumberOfTrials(int most) {
    CapacitySearch bounded = new CapacitySearch(SearchGoal.STANDARD, 1_000, 1, 1_000_000, most);
    List<Trial> trials = target.searchedBy(bounded);

    assertEquals(most, trials.size());
    assertEquals(End.OUT_OF_TRIALS, bounded.result(trials).end());
  }

  @Test
  void goesOnAfterAnyTrialAsIfItHadNotStopped() {
    List<Trial> whole = target.searchedBy(SEARCH);

    IntStream.range(0, whole.size())
        .forEach(
            stop ->
                assertEquals(
                    whole,
                    new SimulatedTarget(7).goingOn(SEARCH, whole.subList(0, stop)),
                    "stopped after " + stop));
  }

  @Test
  void saysThatItHasNotEnded() {
    List<Trial> trials = target.searchedBy(SEARCH).subList(0, 4);
    assertEquals(End.UNFINISHED, SEARCH.result(trials).end());
    assertEquals(End.UNFINISHED, SEARCH.result(List.of()).end());
  }

  @Test
  void refusesAnOrderOfLoadsThatCannotBe() {
    assertAll(
        () -> assertRefused(0, 1, 2, 1),
        () -> assertRefused(3, 2, 4, 1),
        () -> assertRefused(1, 5, 4, 1),
        () -> assertRefused(1, 2, 3, 0));
  }

  private static void assertRefused(int least, int from, int most, int trials) {
    assertThrows(
        ConfigurationException.class,
        () -> new CapacitySearch(SearchGoal.STANDARD, from, least, most, trials));
  }
}
