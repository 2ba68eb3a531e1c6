package io.openmeet.loadtest.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.feeders.Cycle;
import io.openmeet.loadtest.feeders.Feeders;
import io.openmeet.loadtest.feeders.Feeders.SearchQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchQueriesTest {
  private static final int ORGANISATIONS = 10;
  private static final List<SearchQuery> FEEDER = Feeders.read().searchQueries();

  /** As the level "cache-hit-ratio" says. */
  private static final double LEVEL = 0.8;

  @Test
  void aRarerQueryLeavesOutWhatAnotherIsAbout() {
    List<SearchQuery> rarer =
        SearchQueries.rarer(
            List.of(
                new SearchQuery("budget", 3, "budget"),
                new SearchQuery("Renewal risk", 2, "risk"),
                new SearchQuery("contract", 1, "renewal")));

    assertEquals(
        List.of(
            new SearchQuery("budget -risk", 1, "budget"),
            // Not "Renewal risk -renewal", which finds nothing.
            new SearchQuery("contract -budget", 1, "renewal"),
            new SearchQuery("budget -renewal", 1, "budget"),
            new SearchQuery("Renewal risk -budget", 1, "risk"),
            new SearchQuery("contract -risk", 1, "renewal")),
        rarer);
  }

  /** Weights 2 and 1 make ranks 1 and 2; the third and the fourth follow with 2/3 and 2/4. */
  @Test
  void rarerQueriesGoOnWhereTheFeederEnds() {
    Cycle<SearchQuery> deck =
        SearchQueries.of(
            List.of(new SearchQuery("budget", 2, "budget"), new SearchQuery("risk", 1, "risk")));
    Map<String, Integer> dealt = new LinkedHashMap<>();
    for (int card = 0; card < 20 + 10 + 7 + 5; card++) {
      dealt.merge(deck.next().query(), 1, Integer::sum);
    }

    assertEquals(Map.of("budget", 20, "risk", 10, "budget -risk", 7, "risk -budget", 5), dealt);
  }

  @Test
  void aSingleQueryHasNoTail() {
    assertEquals(
        "budget", SearchQueries.of(List.of(new SearchQuery("budget", 1, ""))).next().query());
  }

  /** By simulation of a cache that forgets what was not asked for longest: 24,000 searches. */
  @ParameterizedTest
  @CsvSource({
    "36, false",
    "360, false",
    "10000, true",
  })
  void theLevelOfTheCacheCanBeMissed(int holds, boolean met) {
    Map<String, Boolean> cache =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > holds;
          }
        };
    Cycle<SearchQuery> queries = SearchQueries.of(FEEDER);
    int searches = 24_000;
    int hits = 0;
    for (int search = 0; search < searches; search++) {
      String key = search % ORGANISATIONS + " " + queries.next().query();
      if (cache.put(key, true) != null) {
        hits++;
      }
    }

    double ratio = (double) hits / searches;
    assertEquals(met, ratio > LEVEL, "hit ratio " + ratio);
    assertTrue(ratio < 1);
  }
}
