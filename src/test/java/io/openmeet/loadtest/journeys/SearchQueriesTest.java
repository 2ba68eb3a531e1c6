package io.openmeet.loadtest.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.feeders.Feeders;
import io.openmeet.feeders.Feeders.SearchQuery;
import io.openmeet.loadtest.feeders.Cycle;
import io.openmeet.loadtest.journeys.SearchQueries.Asked;
import io.openmeet.loadtest.settings.InjectorShare;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchQueriesTest {
  private static final int ORGANISATIONS = 10;
  private static final List<SearchQuery> FEEDER = Feeders.read().searchQueries();

  /** The limit of the service level "cache-hit-ratio". */
  private static final double HIT_RATIO_LIMIT = 0.8;

  @Test
  void aRarerQueryExcludesTheTopicOfAnotherOne() {
    List<Asked> rarer =
        SearchQueries.rarer(
            List.of(
                new SearchQuery("budget", 3, "budget"),
                new SearchQuery("Renewal risk", 2, "risk"),
                new SearchQuery("contract", 1, "renewal")),
            10);

    assertEquals(
        List.of(
            new Asked("budget -risk", "budget", true),
            // Not "Renewal risk -renewal", which finds nothing.
            new Asked("contract -budget", "renewal", true),
            new Asked("budget -renewal", "budget", true),
            new Asked("Renewal risk -budget", "risk", true),
            new Asked("contract -risk", "renewal", true)),
        rarer);
  }

  /** Weights 2 and 1 make ranks 1 and 2; the third and the fourth follow with 2/3 and 2/4. */
  @Test
  void rarerQueriesFollowTheFeederQueriesInPopularity() {
    Cycle<Asked> deck =
        SearchQueries.of(
            List.of(new SearchQuery("budget", 2, "budget"), new SearchQuery("risk", 1, "risk")),
            1,
            InjectorShare.WHOLE);
    Map<String, Integer> dealt = new LinkedHashMap<>();
    for (int card = 0; card < 20 + 10 + 7 + 5; card++) {
      dealt.merge(deck.next().query(), 1, Integer::sum);
    }

    assertEquals(Map.of("budget", 20, "risk", 10, "budget -risk", 7, "risk -budget", 5), dealt);
  }

  @ParameterizedTest
  @CsvSource({"0.02, 36", "0.1, 72", "1, 395", "2, 754"})
  void theTailGrowsWithTheLoad(double intensity, int queries) {
    Cycle<Asked> deck = SearchQueries.of(FEEDER, intensity, InjectorShare.WHOLE);
    Set<Asked> different = new HashSet<>();
    for (int card = 0; card < 20_000; card++) {
      different.add(deck.next());
    }
    assertEquals(queries, different.size());
  }

  @Test
  void aSingleQueryHasNoTail() {
    assertEquals(
        "budget",
        SearchQueries.of(List.of(new SearchQuery("budget", 1, "")), 1, InjectorShare.WHOLE)
            .next()
            .query());
  }

  /** Simulates a cache that drops the least recently used entry: 24,000 searches. */
  @ParameterizedTest
  @CsvSource({
    "36, false",
    "360, false",
    "10000, true",
  })
  void aCacheMeetsItsLevelOnlyIfItHoldsEnoughEntries(int entries, boolean met) {
    Map<String, Boolean> cache =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > entries;
          }
        };
    Cycle<Asked> queries = SearchQueries.of(FEEDER, 1, InjectorShare.WHOLE);
    int searches = 24_000;
    int hits = 0;
    for (int search = 0; search < searches; search++) {
      String key = search % ORGANISATIONS + " " + queries.next().query();
      if (cache.put(key, true) != null) {
        hits++;
      }
    }

    double ratio = (double) hits / searches;
    assertEquals(met, ratio > HIT_RATIO_LIMIT, "hit ratio " + ratio);
    assertTrue(ratio < 1);
  }
}
