package io.openmeet.loadtest.feeders;

import io.openmeet.loadtest.settings.InjectorShare;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A mix with exact shares: the deck contains every element as often as its weight says, is shuffled
 * once with a fixed seed, and is dealt in turn. A random draw would give every run a slightly
 * different load.
 */
public final class WeightedDeck {
  private static final long SEED = 20_261_123L;

  private WeightedDeck() {}

  /**
   * @param weights above 0, in a map whose order is the same in every run and in every injector: an
   *     EnumMap, not Map.of
   * @param share of the cards that this injector deals
   */
  public static <T> Cycle<T> of(Map<T, Integer> weights, InjectorShare share) {
    List<T> deck = new ArrayList<>();
    weights.forEach((element, weight) -> deck.addAll(Collections.nCopies(weight, element)));
    Collections.shuffle(deck, new Random(SEED));
    return new Cycle<>(deck, share);
  }
}
