package io.openmeet.loadtest.feeders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.settings.InjectorShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CycleTest {

  @Test
  void handsOutTheElementsInTurnForEver() {
    Cycle<String> cycle = new Cycle<>(List.of("a", "b", "c"));
    assertEquals(
        List.of("a", "b", "c", "a", "b", "c", "a"), Stream.generate(cycle::next).limit(7).toList());
  }

  @Test
  void keepsItsElementsWhenTheListChanges() {
    List<String> list = new ArrayList<>(List.of("a", "b"));
    Cycle<String> cycle = new Cycle<>(list);
    list.clear();
    assertEquals(List.of("a", "b", "a"), Stream.generate(cycle::next).limit(3).toList());
  }

  /** The deck is dealt in turn: a to 1, b to 2, c to 1; the second time from b on. */
  @Test
  void twoInjectorsTakeTurns() {
    List<String> deck = List.of("a", "b", "c", "d");
    assertEquals(
        List.of("a", "c", "b", "d", "a", "c"),
        deal(deck, new InjectorShare(1, 2)).limit(6).toList());
    assertEquals(
        List.of("b", "d", "c", "a", "b", "d"),
        deal(deck, new InjectorShare(2, 2)).limit(6).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1, 7",
    "2, 3",
    "4, 100",
    "7, 100",
    "16, 100",
    "100, 100",
    "150, 100",
    "3, 1"
  })
  void allInjectorsTogetherDealEveryCardOnceInEachRound(int injectors, int cards) {
    Set<Integer> deck = deck(cards);
    List<Cycle<Integer>> dealers =
        IntStream.rangeClosed(1, injectors)
            .mapToObj(index -> new Cycle<>(List.copyOf(deck), new InjectorShare(index, injectors)))
            .toList();
    List<Integer> dealt =
        IntStream.range(0, 3 * cards)
            .boxed()
            .flatMap(turn -> dealers.stream().map(Cycle::next))
            .toList();

    for (int round = 0; round < 3 * injectors; round++) {
      assertEquals(deck, Set.copyOf(dealt.subList(round * cards, (round + 1) * cards)));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 100", "2, 100", "3, 100", "4, 100", "16, 100", "100, 100", "150, 100", "3, 7"})
  void eachInjectorDealsEveryCardOnceInAsManyTurns(int injectors, int cards) {
    Set<Integer> deck = deck(cards);
    for (int index = 1; index <= injectors; index++) {
      assertEquals(
          deck,
          deal(List.copyOf(deck), new InjectorShare(index, injectors))
              .limit(cards)
              .collect(Collectors.toSet()));
    }
  }

  private static Set<Integer> deck(int cards) {
    return IntStream.range(0, cards).boxed().collect(Collectors.toSet());
  }

  private static <T> Stream<T> deal(List<T> deck, InjectorShare share) {
    return Stream.generate(new Cycle<>(deck, share)::next);
  }
}
