package io.openmeet.loadtest.journeys;

import io.openmeet.feeders.Feeders.SearchQuery;
import io.openmeet.loadtest.feeders.Cycle;
import io.openmeet.loadtest.feeders.LongTail;
import io.openmeet.loadtest.feeders.WeightedDeck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What users search for: the feeder's queries, as often as their weights say, and a long tail of
 * rarer ones behind them ({@link LongTail}). A rarer one is a query of the feeder without what
 * another one is about, as people narrow a search down: {@code roadmap -budget}. What it finds is
 * checked like the hits of the query it comes from.
 *
 * <p>More users ask for more different things, so the tail grows with the load; a fiftieth of it
 * has none, or most of its few searches would be the first of their kind.
 */
final class SearchQueries {
  /** Rarer ones for each query of the feeder, at full load. */
  private static final int RARER = 10;

  /** Cards for each unit of weight: a tail is asked for more rarely than once a unit. */
  private static final int CARDS = 10;

  /**
   * What to search for.
   *
   * @param mustContain a text that every hit's snippet holds, whatever its case
   * @param mayFindNothing whether no hit is no error: what is left when something is left out
   *     depends on the target's data
   */
  record Asked(String query, String mustContain, boolean mayFindNothing) {
    static Asked of(SearchQuery query) {
      return new Asked(query.query(), query.mustContain(), false);
    }
  }

  private SearchQueries() {}

  /**
   * @param intensity of the load, 1 when it is full
   */
  static Cycle<Asked> of(List<SearchQuery> feeder, double intensity) {
    Map<Asked, Integer> weights = new LinkedHashMap<>();
    feeder.forEach(query -> weights.merge(Asked.of(query), query.weight() * CARDS, Integer::sum));
    int first = weights.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    for (Asked query : rarer(feeder, (int) (RARER * intensity))) {
      weights.put(query, LongTail.weight(weights.size() + 1, first));
    }
    return WeightedDeck.of(weights);
  }

  /**
   * The tail, the more popular first.
   *
   * @param each so many for each query, at most
   */
  static List<Asked> rarer(List<SearchQuery> feeder, int each) {
    List<Asked> tail = new ArrayList<>();
    for (int distance = 1; distance <= Math.min(each, feeder.size() - 1); distance++) {
      for (int at = 0; at < feeder.size(); at++) {
        SearchQuery query = feeder.get(at);
        String other = feeder.get((at + distance) % feeder.size()).mustContain();
        if (isApart(query.query(), other)) {
          tail.add(new Asked(query.query() + " -" + other, query.mustContain(), true));
        }
      }
    }
    return tail;
  }

  /** Whether somebody can mean the one without the other. */
  private static boolean isApart(String query, String other) {
    return !query.toLowerCase(Locale.ROOT).contains(other.toLowerCase(Locale.ROOT));
  }
}
