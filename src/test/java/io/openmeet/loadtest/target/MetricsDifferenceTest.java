package io.openmeet.loadtest.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.sla.Bound;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Measured.Interval;
import io.openmeet.loadtest.sla.Measured.Missing;
import io.openmeet.loadtest.sla.Measured.Value;
import io.openmeet.loadtest.sla.Sla;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsDifferenceTest {

  @Nested
  class Percentile {
    private static final String START =
        """
        query_seconds_bucket{query="find",le="0.02"} 1000
        query_seconds_bucket{query="find",le="0.05"} 1000
        query_seconds_bucket{query="find",le="+Inf"} 1000
        query_seconds_bucket{query="list",le="0.02"} 10
        query_seconds_bucket{query="list",le="0.05"} 20
        query_seconds_bucket{query="list",le="+Inf"} 30
        """;

    /** In the window: find 60, 80, 80; list 20, 24, 30. Together 80, 104, 110 of 110. */
    private static final String END =
        """
        query_seconds_bucket{query="find",le="0.02"} 1060
        query_seconds_bucket{query="find",le="0.05"} 1080
        query_seconds_bucket{query="find",le="+Inf"} 1080
        query_seconds_bucket{query="list",le="0.02"} 30
        query_seconds_bucket{query="list",le="0.05"} 44
        query_seconds_bucket{query="list",le="+Inf"} 60
        """;

    /** Ranks among 110: P50 the 55th, P72 the 80th (79.2), P73 the 81st (80.3), and so on. */
    @ParameterizedTest
    @CsvSource({
      "50, 0, 20",
      "72, 0, 20",
      "73, 20, 50",
      "94, 20, 50",
      "95, 50, Infinity",
      "99, 50, Infinity"
    })
    void isTheBucketOfTheWindowsSamplesOverAllLabelSets(
        double percentile, double lowMs, double highMs) {
      assertEquals(
          new Interval(lowMs, highMs), between(START, END).percentile("query_seconds", percentile));
    }

    @Test
    void isWhatALevelAsksFor() {
      Sla sla =
          new Sla("db", "DB", Measure.METRIC_PERCENTILE, 94.0, "query_seconds", Bound.BELOW, 50.0);
      assertEquals(new Interval(20, 50), between(START, END).measure(sla));
    }

    @Test
    void countsASeriesThatAppearsInTheWindowFromZero() {
      String onlyFind =
          START.lines().filter(l -> l.contains("find")).reduce("", (a, b) -> a + b + "\n");
      // find 60, 80, 80; list 30, 44, 60: together 90, 124, 140, and the 70th of 140 is in the
      // first bucket.
      assertEquals(new Interval(0, 20), between(onlyFind, END).percentile("query_seconds", 50));
      // The 91st (P64.5 is the 90.3rd) is in the second.
      assertEquals(new Interval(20, 50), between(onlyFind, END).percentile("query_seconds", 64.5));
    }

    @Test
    void isMissingWhenTheTargetHasNoSuchHistogram() {
      assertEquals(
          new Missing("the target's metrics have no histogram query_seconds"),
          between(START, "up 1").percentile("query_seconds", 95));
    }

    @Test
    void isMissingWhenTheTargetWasRestarted() {
      assertEquals(restarted("query_seconds"), between(END, START).percentile("query_seconds", 95));
    }

    @Test
    void isMissingWhenASeriesIsGone() {
      String onlyFind =
          END.lines().filter(l -> l.contains("find")).reduce("", (a, b) -> a + b + "\n");
      assertEquals(
          restarted("query_seconds"), between(START, onlyFind).percentile("query_seconds", 95));
    }

    @ParameterizedTest
    @CsvSource({"95, 20", "99, 100", "99.9, 1000", "50, 2"})
    void needsSamplesEnoughForThePercentile(double percentile, int needed) {
      String p = percentile == 99.9 ? "99.9" : String.valueOf((int) percentile);
      assertEquals(
          new Missing(
              "query_seconds has %d samples in the window, P%s needs %d or more"
                  .formatted(needed - 1, p, needed)),
          histogram(needed - 1).percentile("query_seconds", percentile));
      assertEquals(new Interval(0, 20), histogram(needed).percentile("query_seconds", percentile));
    }

    /** The 999th of 1,000 samples is exactly P99.9. */
    @Test
    void ranksExactly() {
      String start = "query_seconds_bucket{le=\"0.02\"} 0\nquery_seconds_bucket{le=\"+Inf\"} 0\n";
      String end =
          "query_seconds_bucket{le=\"0.02\"} 1998\nquery_seconds_bucket{le=\"+Inf\"} 2000\n";
      assertEquals(new Interval(0, 20), between(start, end).percentile("query_seconds", 99.9));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "query_seconds_bucket 50",
          "query_seconds_bucket{le=\"soon\"} 50",
          "query_seconds_bucket{le=\"0.02\"} 50"
        })
    void isMissingWhenItIsNoHistogram(String end) {
      assertEquals(
          new Missing("query_seconds is not a histogram: its buckets need a label le up to +Inf"),
          between("", end).percentile("query_seconds", 95));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "+Inf"})
    void isMissingWhenACountIsNoNumber(String count) {
      assertEquals(
          restarted("query_seconds"),
          between("", "query_seconds_bucket{le=\"+Inf\"} " + count)
              .percentile("query_seconds", 95));
    }

    private MetricsDifference histogram(int samples) {
      return between(
          "",
          "query_seconds_bucket{le=\"0.02\"} %1$d\nquery_seconds_bucket{le=\"+Inf\"} %1$d\n"
              .formatted(samples));
    }
  }

  @Nested
  class HitRatio {

    @Test
    void isWhatTheCacheAnsweredAmongTheLookUpsOfTheWindow() {
      String start =
          """
          cache_total{cache="search",result="hit"} 100
          cache_total{cache="search",result="stale"} 50
          cache_total{cache="search",result="miss"} 900
          cache_total{cache="search",result="shared"} 70
          """;
      String end =
          """
          cache_total{cache="search",result="hit"} 130
          cache_total{cache="search",result="stale"} 55
          cache_total{cache="search",result="miss"} 910
          cache_total{cache="search",result="shared"} 77
          cache_total{cache="search",result="error"} 3
          cache_total{cache="analytics",result="hit"} 40
          cache_total{cache="analytics",result="unheard-of"} 5
          """;
      // Hits are 30, 5 and 40; misses are 10, 7, 3 and 5: 75 of 100.
      assertEquals(new Value(0.75), between(start, end).hitRatio("cache_total"));
      Sla sla = new Sla("c", "C", Measure.METRIC_HIT_RATIO, null, "cache_total", Bound.ABOVE, 0.8);
      assertEquals(new Value(0.75), between(start, end).measure(sla));
    }

    @Test
    void isZeroWithoutAHit() {
      assertEquals(
          new Value(0), between("", "cache_total{result=\"miss\"} 7").hitRatio("cache_total"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "cache_total{result=\"hit\"} 7",
          "cache_total{result=\"hit\"} 7\ncache_total{result=\"miss\"} 0"
        })
    void isMissingWithoutALookUp(String end) {
      assertEquals(
          new Missing("cache_total counted no look-up in the window"),
          between("cache_total{result=\"hit\"} 7", end).hitRatio("cache_total"));
    }

    @Test
    void isMissingWhenTheTargetHasNoSuchCounter() {
      assertEquals(
          new Missing("the target's metrics have no counter cache_total"),
          between("cache_total 1", "up 1").hitRatio("cache_total"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cache_total{result=\"hit\"} 6", "cache_total{result=\"miss\"} 9"})
    void isMissingWhenTheTargetWasRestarted(String end) {
      assertEquals(
          restarted("cache_total"),
          between("cache_total{result=\"hit\"} 7", end).hitRatio("cache_total"));
    }
  }

  /** Each scrape has the start time of its process, and the hits and misses so far. */
  @Nested
  class Processes {
    private static final Sla CACHE =
        new Sla("c", "C", Measure.METRIC_HIT_RATIO, null, "cache_total", Bound.ABOVE, 0.8);

    private String scrape(long beganAt, int hits, int misses) {
      return """
          process_start_time_seconds %d
          cache_total{result="hit"} %d
          cache_total{result="miss"} %d
          """
          .formatted(beganAt, hits, misses);
    }

    private MetricsText together(String... scrapes) {
      return MetricsText.together(Stream.of(scrapes).map(MetricsText::parse).toList());
    }

    @Test
    void isComparedWhenTheyBeganAtTheSameTime() {
      assertEquals(
          new Value(0.75), between(scrape(100, 10, 10), scrape(100, 40, 20)).measure(CACHE));
    }

    /** All counters increased, but they belong to another process. */
    @Test
    void saysThatTwoScrapesMetTwoInstances() {
      assertEquals(
          new Missing(
              "the two scrapes were answered by processes of the target with different start times: the target was restarted, or several instances answer at one address (then list each instance in -Dtarget.metrics)"),
          between(scrape(100, 10, 10), scrape(200, 40, 20)).measure(CACHE));
    }

    /** 30 and 10 hits, 10 and 10 misses. */
    @Test
    void addsUpInstancesThatAreNamed() {
      assertEquals(
          new Value(40 / 60.0),
          new MetricsDifference(
                  together(scrape(100, 10, 10), scrape(200, 5, 0)),
                  together(scrape(100, 40, 20), scrape(200, 15, 10)),
                  100)
              .measure(CACHE));
    }

    @Test
    void saysThatOneOfTheInstancesWasRestarted() {
      assertTrue(
          new MetricsDifference(
                      together(scrape(100, 10, 10), scrape(200, 5, 0)),
                      together(scrape(100, 40, 20), scrape(300, 15, 10)),
                      100)
                  .measure(CACHE)
              instanceof Missing);
    }
  }

  private static Measured restarted(String metric) {
    return new Missing(metric + " went down during the window: the target was restarted");
  }

  private static MetricsDifference between(String start, String end) {
    return new MetricsDifference(MetricsText.parse(start), MetricsText.parse(end), 100);
  }
}
