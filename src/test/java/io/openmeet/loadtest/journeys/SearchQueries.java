package io.openmeet.loadtest.journeys;

import io.openmeet.feeders.Feeders.SearchQuery;
import io.openmeet.loadtest.feeders.Cycle;
import io.openmeet.loadtest.feeders.LongTail;
import io.openmeet.loadtest.feeders.WeightedDeck;
import io.openmeet.loadtest.settings.InjectorShare;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What users search for: the feeder's queries, as often as their weights say, and a long tail of
 * rarer queries ({@link LongTail}). A rarer query is a feeder query that excludes the topic of
 * another one: {@code roadmap -budget}. Its hits are checked like those of the feeder query.
 *
 * <p>More users ask for more different things, so the tail grows with the load. A fiftieth of the
 * load has no tail: most of its few searches would be new to the cache.
 */
public final class SearchQueries {
  /** Rarer queries for each feeder query, at full load. */
  private static final int RARER_PER_QUERY = 10;

  /** Cards in the deck for each unit of weight, so that a rarer query can have less than a unit. */
  private static final int CARDS_PER_WEIGHT = 10;

  /**
   * What to search for.
   *
   * @param mustContain a text that every hit's snippet contains, ignoring case
   * @param mayFindNothing whether an empty result is right: what an exclusion leaves depends on the
   *     target's data
   */
  public record Asked(String query, String mustContain, boolean mayFindNothing) {
    static Asked of(SearchQuery query) {
      return new Asked(query.query(), query.mustContain(), false);
    }
  }

  private SearchQueries() {}

  /**
   * @param intensity of the load of all injectors together, 1 when it is full
   * @param share of the searches that this injector makes
   */
  public static Cycle<Asked> of(List<SearchQuery> feeder, double intensity, InjectorShare share) {
    Map<Asked, Integer> weights = new LinkedHashMap<>();
    feeder.forEach(
        query -> weights.merge(Asked.of(query), query.weight() * CARDS_PER_WEIGHT, Integer::sum));
    int mostCards = weights.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    for (Asked query : rarer(feeder, (int) (RARER_PER_QUERY * intensity))) {
      weights.put(query, LongTail.weight(weights.size() + 1, mostCards));
    }
    return WeightedDeck.of(weights, share);
  }

  /**
   * The tail, most popular first.
   *
   * @param perQuery most rarer queries for each feeder query
   */
  static List<Asked> rarer(List<SearchQuery> feeder, int perQuery) {
    List<Asked> tail = new ArrayList<>();
    for (int distance = 1; distance <= Math.min(perQuery, feeder.size() - 1); distance++) {
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

  /** Whether a user can want one topic without the other. */
  private static boolean isApart(String query, String other) {
    return !query.toLowerCase(Locale.ROOT).contains(other.toLowerCase(Locale.ROOT));
  }
}
