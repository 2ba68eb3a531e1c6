package io.openmeet.loadtest.journeys;

import io.openmeet.loadtest.feeders.Cycle;
import io.openmeet.loadtest.feeders.Feeders.SearchQuery;
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
 * another one is about, as people narrow a search down: {@code roadmap -budget}. So each finds
 * something, and its hits are checked like those of the query it comes from.
 */
final class SearchQueries {
  /** For each query of the feeder, at most. */
  static final int RARER = 10;

  /** Cards for each unit of weight: a tail is asked for more rarely than once a unit. */
  private static final int CARDS = 10;

  private SearchQueries() {}

  static Cycle<SearchQuery> of(List<SearchQuery> feeder) {
    Map<SearchQuery, Integer> weights = new LinkedHashMap<>();
    feeder.forEach(query -> weights.merge(query, query.weight() * CARDS, Integer::sum));
    int first = weights.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    for (SearchQuery query : rarer(feeder)) {
      weights.put(query, LongTail.weight(weights.size() + 1, first));
    }
    return WeightedDeck.of(weights);
  }

  /** The tail, the more popular first. */
  static List<SearchQuery> rarer(List<SearchQuery> feeder) {
    List<SearchQuery> tail = new ArrayList<>();
    for (int distance = 1; distance <= Math.min(RARER, feeder.size() - 1); distance++) {
      for (int at = 0; at < feeder.size(); at++) {
        SearchQuery query = feeder.get(at);
        String other = feeder.get((at + distance) % feeder.size()).mustContain();
        if (isApart(query.query(), other)) {
          tail.add(new SearchQuery(query.query() + " -" + other, 1, query.mustContain()));
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
