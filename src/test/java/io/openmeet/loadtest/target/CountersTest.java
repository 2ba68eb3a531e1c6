package io.openmeet.loadtest.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.target.MetricsText.Counter;
import io.openmeet.loadtest.target.MetricsText.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lines of a scrape are counters; the texts are as the named libraries write them. */
class CountersTest {

  @Test
  void micrometersCountersAndTheCountsAndSumsOfItsTimers() {
    assertCounters(
        """
        # HELP http_server_requests_seconds
        # TYPE http_server_requests_seconds summary
        http_server_requests_seconds{uri="/a",quantile="0.95"} 0.2
        http_server_requests_seconds_count{uri="/a"} 3
        http_server_requests_seconds_sum{uri="/a"} 0.5
        # HELP http_server_requests_seconds_max
        # TYPE http_server_requests_seconds_max gauge
        http_server_requests_seconds_max{uri="/a"} 0.4
        # TYPE db_seconds histogram
        db_seconds_bucket{le="0.1"} 2
        db_seconds_bucket{le="+Inf"} 4
        db_seconds_count 4
        db_seconds_sum 0.25
        # TYPE jvm_threads_live_threads gauge
        jvm_threads_live_threads 20
        # TYPE process_cpu_time_ns_total counter
        process_cpu_time_ns_total 1.5E9
        # TYPE process_start_time_seconds gauge
        process_start_time_seconds 1.7E9
        """,
        counter("http_server_requests_seconds_count", Map.of("uri", "/a"), 3),
        counter("http_server_requests_seconds_sum", Map.of("uri", "/a"), 0.5),
        counter("db_seconds_count", Map.of(), 4),
        counter("db_seconds_sum", Map.of(), 0.25),
        counter("process_cpu_time_ns_total", Map.of(), 1.5e9));
  }

  /** Python's and Java's libraries write when each series began. */
  @Test
  void countersOfOpenMetricsWithoutTheirTimesOfCreation() {
    assertCounters(
        """
        # TYPE queries counter
        # UNIT queries queries
        queries_total{q="a"} 17 # {trace_id="x"} 1 1700000000.1
        queries_created{q="a"} 1.7e9
        # TYPE rows summary
        rows_count 3
        rows_sum 9
        rows_created 1.7e9
        # TYPE sizes gaugehistogram
        sizes_gcount 3
        sizes_gsum 9
        # TYPE build info
        build_info{version="1"} 1
        # TYPE unsure unknown
        unsure 3
        # EOF
        """,
        counter("queries_total", Map.of("q", "a"), 17),
        counter("rows_count", Map.of(), 3),
        counter("rows_sum", Map.of(), 9));
  }

  @Test
  void countersOfPythonsLibraryInTheTextFormat() {
    assertCounters(
        """
        # HELP jobs_total Jobs.
        # TYPE jobs_total counter
        jobs_total 3.0
        # HELP jobs_created Jobs.
        # TYPE jobs_created gauge
        jobs_created 1.7e+09
        """,
        counter("jobs_total", Map.of(), 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m_total 1",
        "# TYPE m_total untyped\nm_total 1",
        "# TYPE m_total gauge\n# TYPE m counter\nm_total 1",
        "# TYPE m_count gauge\n# TYPE m histogram\nm_count 1",
        "# TYPE m_total counter of all\nm_total 1",
        "# TYPE m_total\nm_total 1",
        "# TYPE m histogram\nm 1\nm_bucket 1\nm_max 1",
        "# TYPE m_total counter\nm_total{",
        "# TYPE m_total counter\n# m_total 1"
      })
  void nothingElseIsACounter(String text) {
    assertCounters(text);
  }

  @Test
  void namesOfInstancesDistinguishTheirCounters() {
    MetricsText one = MetricsText.parse("# TYPE m_total counter\nm_total{q=\"a\"} 1\n");
    MetricsText two = MetricsText.parse("# TYPE m_total counter\nm_total{q=\"a\"} 2\n");

    MetricsText both = MetricsText.together(List.of(one, two));

    assertEquals(
        List.of(
            counter("m_total", Map.of("q", "a", "instance", "0"), 1),
            counter("m_total", Map.of("q", "a", "instance", "1"), 2)),
        both.counters());
    assertTrue(both.isCounter("m_total"));
    assertFalse(both.isCounter("n_total"));
  }

  private static Counter counter(String name, Map<String, String> labels, double value) {
    return new Counter(name, new Sample(labels, value));
  }

  private static void assertCounters(String text, Counter... expected) {
    assertEquals(List.of(expected), MetricsText.parse(text).counters());
  }
}
