package io.openmeet.loadtest.feeders;

import io.openmeet.loadtest.settings.InjectorShare;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Popularity as real caches meet it: the r-th most popular thing is asked for 1/r times as often as
 * the first, which is Zipf's law with an exponent of {@value #EXPONENT}. Few things are asked for
 * all the time, and many rarely, so a cache that is too small, or that forgets too soon, misses.
 * The weights of search-queries.csv follow the same law.
 *
 * <p>Requests for web pages follow it with exponents of 0.64 to 0.83 (Breslau et al., Web Caching
 * and Zipf-like Distributions, INFOCOM 1999); YCSB's default is 0.99. A smaller exponent means a
 * heavier tail.
 */
public final class LongTail {
  public static final double EXPONENT = 1;

  /** Weight of the most popular place: the hundredth still has ten cards in a deck. */
  private static final int FIRST = 1_000;

  private LongTail() {}

  /**
   * Weight of a rank.
   *
   * @param rank from 1
   * @param first the weight of rank 1
   * @return 1 at least: nothing is left out
   */
  public static int weight(int rank, int first) {
    return (int) Math.max(1, Math.round(first / Math.pow(rank, EXPONENT)));
  }

  /**
   * Places in a list of {@code count} elements, from 0; the first comes most often.
   *
   * @param share of the places that this injector asks for
   */
  public static Cycle<Integer> places(int count, InjectorShare share) {
    Map<Integer, Integer> weights =
        IntStream.range(0, count)
            .boxed()
            .collect(Collectors.toMap(Function.identity(), place -> weight(place + 1, FIRST)));
    return WeightedDeck.of(weights, share);
  }
}
