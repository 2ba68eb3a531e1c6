package io.openmeet.loadtest.dashboard;

import static io.openmeet.loadtest.dashboard.GrowingRun.value;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.target.MetricsText;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardTest {
  private static final String HOSTILE = "say \"hi\"\\ to\n<b>all</b> \uD83C\uDF89";
  private static final FinalOutcome FAIL =
      new FinalOutcome(
          RunVerdict.FAIL, List.of("Error rate is 50 %."), List.of(), "run/scorecard.html");

  @TempDir Path folder;

  private GrowingRun run(Map<String, Measured> observed, String... slaIds) throws Exception {
    return new GrowingRun(folder, observed, slaIds);
  }

  private static double requests(MetricsText metrics, String request, String outcome) {
    return value(
        metrics, "loadtest_requests_total", Map.of("request", request, "outcome", outcome));
  }

  @Test
  void countsFollowTheLogAsItGrows() throws Exception {
    try (GrowingRun run = run(Map.of())) {
      run.visit("Search", 0, 3, true);
      run.visit("Search", 10, 200, true);
      run.visit("Search", 20, 201, false);
      run.flush();
      MetricsText first = run.await(metrics -> requests(metrics, "Search", "ko") == 1);
      assertEquals(2, requests(first, "Search", "ok"));

      run.visit("Search", 1_000, 6, true);
      run.visit("Read", 1_010, 60_001, true);
      run.flush();
      MetricsText second = run.await(metrics -> requests(metrics, "Search", "ok") == 3);
      assertEquals(1, requests(second, "Read", "ok"));
    }
  }

  /** 3, 6 and 200 ms are at most 200 ms; 200 ms lies in the bucket that ends there. */
  @Test
  void responseTimesLieInBucketsThatEndAtTheLimits() throws Exception {
    try (GrowingRun run = run(Map.of())) {
      for (int ms : new int[] {3, 6, 200, 201, 4_321, 70_000}) {
        run.visit("Search", 0, ms, true);
      }
      run.flush();
      MetricsText metrics = run.await(now -> requests(now, "Search", "ok") == 6);

      assertAll(
          () -> assertEquals(0, upTo(metrics, "0.002")),
          () -> assertEquals(2, upTo(metrics, "0.1")),
          () -> assertEquals(3, upTo(metrics, "0.2")),
          () -> assertEquals(4, upTo(metrics, "3.0")),
          () -> assertEquals(5, upTo(metrics, "4.321")),
          () -> assertEquals(5, upTo(metrics, "60.0")),
          () -> assertEquals(6, upTo(metrics, "+Inf")),
          () ->
              assertEquals(
                  74.731,
                  value(metrics, "loadtest_response_time_seconds_sum", Map.of("outcome", "ok")),
                  1e-9));
    }
  }

  @Test
  void requestsThatNeverFailedAreCountedWithoutAHistogramOfFailures() throws Exception {
    try (GrowingRun run = run(Map.of())) {
      run.visit("Search", 0, 3, true);
      run.flush();
      MetricsText good = run.await(now -> requests(now, "Search", "ok") == 1);
      assertEquals(0, requests(good, "Search", "ko"));
      assertEquals(1, histograms(good, "ok"));
      assertEquals(0, histograms(good, "ko"));

      run.visit("Search", 10, 4, false);
      run.flush();
      MetricsText bad = run.await(now -> requests(now, "Search", "ko") == 1);
      assertEquals(1, histograms(bad, "ko"));
    }
  }

  private static long histograms(MetricsText metrics, String outcome) {
    return metrics.samples("loadtest_response_time_seconds_count").stream()
        .filter(sample -> outcome.equals(sample.labels().get("outcome")))
        .count();
  }

  private static double upTo(MetricsText metrics, String seconds) {
    return value(
        metrics,
        "loadtest_response_time_seconds_bucket",
        Map.of("outcome", "ok", "le", seconds, "simulation", "ApiSimulation"));
  }

  @Test
  void aLevelIsBrokenAsSoonAsItsLimitIsPassed() throws Exception {
    Map<String, Measured> observed = Map.of("database-p95", new Measured.Interval(20, 50));
    try (GrowingRun run = run(observed, "api-p95", "error-rate", "database-p95")) {
      for (int i = 0; i < 100; i++) {
        run.visit("Search", i * 10, 150, true);
      }
      run.flush();
      MetricsText good =
          run.await(
              metrics ->
                  state(metrics, "error-rate", "met") == 1
                      && state(metrics, "database-p95", "met") == 1);
      assertEquals(0.15, level(good, "loadtest_sla_value", "api-p95"));
      assertEquals(0.2, level(good, "loadtest_sla_limit", "api-p95"));
      assertEquals(0.05, level(good, "loadtest_sla_value", "database-p95"));

      // 94 of 106 are quick, so the P95 is a slow one; 6 of 106 failed.
      for (int i = 0; i < 6; i++) {
        run.visit("Search", 2_000 + i, 900, false);
      }
      run.flush();
      MetricsText bad = run.await(metrics -> state(metrics, "error-rate", "broken") == 1);
      assertEquals(6 / 106.0, level(bad, "loadtest_sla_value", "error-rate"));
      assertEquals(0.9, level(bad, "loadtest_sla_value", "api-p95"));
      assertEquals(1, state(bad, "api-p95", "broken"));
      assertEquals(0, state(bad, "api-p95", "met"));
    }
  }

  @Test
  void aTimeIsInSecondsAndAScoreAsItIs() throws Exception {
    Map<String, Measured> observed =
        Map.of("browser-lcp", new Measured.Value(1_840.5), "browser-cls", new Measured.Value(0.12));
    try (GrowingRun run = run(observed, "browser-lcp", "browser-cls")) {
      MetricsText metrics = run.await(now -> state(now, "browser-cls", "broken") == 1);
      assertEquals(1.8405, level(metrics, "loadtest_sla_value", "browser-lcp"), 1e-9);
      assertEquals(2.5, level(metrics, "loadtest_sla_limit", "browser-lcp"));
      assertEquals(0.12, level(metrics, "loadtest_sla_value", "browser-cls"));
      assertEquals(0.1, level(metrics, "loadtest_sla_limit", "browser-cls"));
    }
  }

  @Test
  void aLevelWithoutEnoughSamplesHasNoDataAndNoValue() throws Exception {
    try (GrowingRun run = run(Map.of(), "api-p99", "cache-hit-ratio")) {
      run.visit("Search", 0, 5, true);
      run.flush();
      MetricsText metrics = run.await(now -> requests(now, "Search", "ok") == 1);
      for (String level : List.of("api-p99", "cache-hit-ratio")) {
        assertEquals(1, state(metrics, level, "no_data"));
        assertTrue(Double.isNaN(level(metrics, "loadtest_sla_value", level)));
      }
      assertEquals(0.8, level(metrics, "loadtest_sla_limit", "cache-hit-ratio"));
    }
  }

  private static double level(MetricsText metrics, String name, String sla) {
    return value(metrics, name, Map.of("sla", sla));
  }

  private static double state(MetricsText metrics, String sla, String state) {
    return value(metrics, "loadtest_sla_state", Map.of("sla", sla, "state", state));
  }

  /** 1,000 users at once meet their level; only the dropped arrivals break it. */
  @Test
  void droppedArrivalsAreCountedAndBreakLevelsOnTheLoad() throws Exception {
    Map<String, Measured> observed = Map.of("auth-users", new Measured.Value(1_000));
    try (GrowingRun run = run(observed, "throughput", "auth-users")) {
      run.dropped = 12;
      run.visit("Search", 200, 5, true);
      run.flush();
      MetricsText metrics =
          run.await(
              now ->
                  requests(now, "Search", "ok") == 1 && state(now, "auth-users", "no_data") == 0);
      assertEquals(1, state(metrics, "auth-users", "broken"));
      assertEquals(12, value(metrics, "loadtest_dropped_arrivals_total", Map.of()));
      assertEquals(1, state(metrics, "throughput", "broken"));
    }
  }

  @Test
  void usersAndArrivalsComeFromTheLog() throws Exception {
    try (GrowingRun run = run(Map.of())) {
      run.usersCome(40, -5_000);
      run.usersCome(2, 100);
      run.visit("Search", 200, 5, true);
      run.flush();
      MetricsText metrics = run.await(now -> requests(now, "Search", "ok") == 1);
      assertEquals(42, value(metrics, "loadtest_active_users", Map.of("scenario", "API")));
      assertEquals(3, value(metrics, "loadtest_delivered_arrivals_total", Map.of()));
      double planned = value(metrics, "loadtest_planned_arrivals_total", Map.of());
      assertTrue(planned >= 1_000 && planned <= 6_000, "100/s since 10 s ago or more: " + planned);
    }
  }

  @Test
  void finalFiguresCoverTheWholeLogAndTheVerdict() throws Exception {
    try (GrowingRun run = run(Map.of(), "error-rate")) {
      for (int i = 0; i < 5_000; i++) {
        run.visit("Search", i, 5, i % 2 == 0);
      }
      run.over(FAIL);
      MetricsText metrics = run.metrics();
      assertEquals(2_500, requests(metrics, "Search", "ok"));
      assertEquals(2_500, requests(metrics, "Search", "ko"));
      assertEquals(1, value(metrics, "loadtest_run_progress_ratio", Map.of()));
      String page = run.get("/dashboard.json").body();
      assertTrue(page.contains("\"verdict\":\"FAIL\",\"reasons\":[\"Error rate is 50 %.\"]"), page);
      assertTrue(page.contains("run/scorecard.html"), page);
    }
  }

  /** In the same folder, with the same requests: only the runs' own folders differ. */
  @Test
  void twoRunsOfOneSimulationShareNoSeries() throws Exception {
    Set<String> first = seriesOfARun();
    Set<String> second = seriesOfARun();

    assertTrue(first.stream().anyMatch(name -> name.startsWith("loadtest_requests_total")));
    assertEquals(first.size(), second.size());
    assertEquals(Set.of(), common(first, second));
  }

  private Set<String> seriesOfARun() throws Exception {
    try (GrowingRun run = run(Map.of(), "api-p95")) {
      run.visit("Search", 0, 5, true);
      run.flush();
      run.await(metrics -> requests(metrics, "Search", "ok") == 1);
      Set<String> series =
          run.get("/metrics")
              .body()
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.substring(0, line.lastIndexOf(' ')))
              .collect(Collectors.toSet());
      series.forEach(
          name -> assertTrue(name.contains("run_id=\"" + run.id() + "\""), run.id() + name));
      return series;
    }
  }

  private static Set<String> common(Set<String> some, Set<String> others) {
    return some.stream().filter(others::contains).collect(Collectors.toSet());
  }

  @Test
  void aRunNamesItsReportItsWindowAndItsLimitOnTheStartLag() throws Exception {
    try (GrowingRun run = run(Map.of(), "upload-p95")) {
      MetricsText metrics =
          run.await(now -> !now.samples("loadtest_window_start_timestamp_seconds").isEmpty());

      assertEquals(
          run.id() + "/scorecard.html",
          metrics.samples("loadtest_run_info").get(0).labels().get("report"));
      assertEquals(
          run.windowStartMs / 1000.0,
          value(metrics, "loadtest_window_start_timestamp_seconds", Map.of()));
      assertEquals(
          run.windowStartMs / 1000.0 + 60,
          value(metrics, "loadtest_window_end_timestamp_seconds", Map.of()),
          1e-6);
      // A tenth of the uploads' 3 s.
      assertEquals(0.3, value(metrics, "loadtest_start_lag_limit_seconds", Map.of()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/openmetrics-text; version=1.0.0, application/openmetrics-text; version=1.0.0; charset=utf-8",
    "text/plain, text/plain; version=0.0.4; charset=utf-8",
    "*/*, text/plain; version=0.0.4; charset=utf-8",
  })
  void theReaderChoosesTheFormat(String accept, String type) throws Exception {
    try (GrowingRun run = run(Map.of())) {
      HttpResponse<String> answer = run.get("/metrics", "Accept", accept);
      assertEquals(type, answer.headers().firstValue("Content-Type").orElseThrow());
      assertEquals(type.startsWith("application"), answer.body().endsWith("# EOF\n"));
    }
  }

  @Test
  void anyRequestNameBecomesALabelOfOneLine() throws Exception {
    try (GrowingRun run = run(Map.of())) {
      run.visit(HOSTILE, 0, 5, true);
      run.visit("}", 0, 5, true);
      run.flush();
      run.await(metrics -> requests(metrics, "}", "ok") == 1);
      String line = "request=\"say \\\"hi\\\"\\\\ to <b>all</b> \uD83C\uDF89\"";
      String text = run.get("/metrics").body();
      assertTrue(text.contains(line), text);
    }
  }

  @Test
  void manyRequestNamesMakeALimitedNumberOfSeries() throws Exception {
    try (GrowingRun run = run(Map.of())) {
      for (int i = 0; i < 5_000; i++) {
        run.visit("Read meeting " + i, i, 5, true);
      }
      run.flush();
      MetricsText metrics = run.await(now -> requests(now, "other", "ok") == 4_800);
      assertEquals(402, metrics.samples("loadtest_requests_total").size());
    }
  }

  @Test
  void aDamagedLogEndsTheDashboardAndNotTheRun() throws Exception {
    try (GrowingRun run = run(Map.of())) {
      run.visit("Search", 0, 5, true);
      run.flush();
      run.await(metrics -> requests(metrics, "Search", "ok") == 1);
      Files.write(run.log, new byte[] {99, 99, 99}, java.nio.file.StandardOpenOption.APPEND);
      run.await(metrics -> metrics.samples("loadtest_requests_total").isEmpty());

      assertEquals(503, run.get("/metrics").statusCode());
      assertEquals(503, run.get("/dashboard.json").statusCode());
      assertEquals(2, run.console.size(), run.console.toString());
      assertTrue(
          run.console.get(1).startsWith("The dashboard has ended; the run goes on: "),
          run.console.get(1));
    }
  }
}
