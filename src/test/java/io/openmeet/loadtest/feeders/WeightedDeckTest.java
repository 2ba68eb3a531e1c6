package io.openmeet.loadtest.feeders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.openmeet.loadtest.settings.InjectorShare;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WeightedDeckTest {

  @Test
  void dealsExactSharesInEveryRound() {
    Cycle<String> deck =
        WeightedDeck.of(Map.of("read", 70, "write", 25, "delete", 5), InjectorShare.WHOLE);
    for (int round = 0; round < 3; round++) {
      assertEquals(
          Map.of("read", 70L, "write", 25L, "delete", 5L),
          Stream.generate(deck::next)
              .limit(100)
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
    }
  }

  @Test
  void dealsTheSameInEveryRun() {
    assertEquals(deal(), deal());
  }

  @Test
  void mixesTheElements() {
    List<String> unmixed =
        Stream.concat(Stream.generate(() -> "a").limit(50), Stream.generate(() -> "b").limit(50))
            .toList();
    assertNotEquals(unmixed, deal());
  }

  @Test
  void dealsToManyThreadsWithoutLosingAny() {
    Cycle<String> deck = WeightedDeck.of(Map.of("a", 3, "b", 1), InjectorShare.WHOLE);
    assertEquals(
        Map.of("a", 30_000L, "b", 10_000L),
        IntStream.range(0, 40_000)
            .parallel()
            .mapToObj(i -> deck.next())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
  }

  private static List<String> deal() {
    Map<String, Integer> weights = new LinkedHashMap<>();
    weights.put("a", 50);
    weights.put("b", 50);
    return Stream.generate(WeightedDeck.of(weights, InjectorShare.WHOLE)::next).limit(100).toList();
  }
}
