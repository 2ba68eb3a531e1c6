package io.openmeet.loadtest.feeders;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A mix whose shares are exact: every element stands in the deck as often as its weight says, the
 * deck is shuffled once, with a fixed seed, and dealt in turn. A random draw would give every run a
 * slightly different load.
 */
public final class WeightedDeck {
  private static final long SEED = 20_261_123L;

  private WeightedDeck() {}

  /**
   * @param weights above 0
   */
  public static <T> Cycle<T> of(Map<T, Integer> weights) {
    List<T> deck = new ArrayList<>();
    weights.forEach((element, weight) -> deck.addAll(Collections.nCopies(weight, element)));
    Collections.shuffle(deck, new Random(SEED));
    return new Cycle<>(deck);
  }
}
