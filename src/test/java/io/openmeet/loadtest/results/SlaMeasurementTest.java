package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.injector.ResponseTimes;
import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogWriter;
import io.openmeet.loadtest.sla.Bound;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Measured.Missing;
import io.openmeet.loadtest.sla.Measured.Value;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.statistics.RunStatistics;
import io.openmeet.loadtest.statistics.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The window goes from 10 s to 20 s after the start of the log. A request starts every 100 ms: the
 * first takes 1 ms, the second 2 ms, and so on to 100 ms. Every tenth is "Search", the others are
 * "List"; the fifth and the tenth fail. Before and after the window requests take a minute.
 */
class SlaMeasurementTest {
  private static final long START = 1_700_000_000_000L;
  private static final int MINUTE = 60_000;

  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void write() throws IOException {
    log = folder.resolve("simulation.log");
    LogHeader run = new LogHeader("3.15.1", "Test", START, "", List.of("Scenario"), List.of());
    try (LogWriter writer = new LogWriter(log, run)) {
      for (int i = 1; i <= 100; i++) {
        long at = START + 10_000 + (i - 1) * 100L;
        boolean ok = i != 5 && i != 10;
        writer.request(
            List.of(), i % 10 == 0 ? "Search" : "List", at, at + i, ok, ok ? "" : "status 500");
      }
      writer.request(List.of(), "List", START + 9_999, START + 9_999 + MINUTE, true, "");
      writer.request(List.of(), "List", START + 20_000, START + 20_000 + MINUTE, true, "");
    }
  }

  @ParameterizedTest
  @CsvSource({"50, 50", "95, 95", "99, 99"})
  void takesPercentilesFromAllRequests(double percentile, double ms) throws IOException {
    assertEquals(new Value(ms), all().of(level(Measure.RESPONSE_TIME, percentile)));
  }

  /** The requests of Search: 10, 20 and so on to 100 ms; rank 5, 9 and 9 (8.9) of 10. */
  @ParameterizedTest
  @CsvSource({"50, 50", "90, 90", "89, 90"})
  void takesPercentilesFromTheOneRequestThatIsJudged(double percentile, double ms)
      throws IOException {
    assertEquals(new Value(ms), only("Search").of(level(Measure.RESPONSE_TIME, percentile)));
  }

  @Test
  void hasNoPercentileOfTooFewSamples() throws IOException {
    assertEquals(
        new Missing("10 samples in the window, and P95 needs 20 or more"),
        only("Search").of(level(Measure.RESPONSE_TIME, 95.0)));
    assertEquals(
        new Missing("100 samples in the window, and P99.5 needs 200 or more"),
        all().of(level(Measure.RESPONSE_TIME, 99.5)));
  }

  @Test
  void takesTheErrorRateFromAllRequestsWhicheverIsJudged() throws IOException {
    assertEquals(new Value(0.02), all().of(level(Measure.ERROR_RATE, null)));
    assertEquals(new Value(0.02), only("Search").of(level(Measure.ERROR_RATE, null)));
  }

  /** The hundredth starts at 19,900 ms and ends at 20,000 ms, which is outside the window. */
  @Test
  void countsRequestsAnsweredWithinTheWindow() throws IOException {
    assertEquals(new Value(9.9), all().of(level(Measure.THROUGHPUT, null)));
    assertEquals(new Value(9.9), only("Search").of(level(Measure.THROUGHPUT, null)));
  }

  @Test
  void hasNoValueWithoutARequest() throws IOException {
    Measured missing = new Missing("no request was logged in the measured window");
    assertEquals(missing, only("Upload").of(level(Measure.RESPONSE_TIME, 95.0)));
  }

  @ParameterizedTest
  @CsvSource({
    "CONCURRENCY,",
    "SHARE,",
    "OBSERVED_TIME, 95",
    "OBSERVED_SCORE, 75",
    "METRIC_PERCENTILE, 95",
    "METRIC_HIT_RATIO,",
    "METRIC_PER_REQUEST,"
  })
  void takesObservedValuesByTheIdOfTheLevel(Measure measure, Double percentile) throws IOException {
    Measured observed = new Measured.Interval(0.25, 0.5);
    Sla sla = level(measure, percentile);
    assertEquals(observed, measurement(Optional.empty(), Map.of("a-level", observed)).of(sla));
    assertEquals(
        new Missing("it was not measured, because the run has not reached its end"),
        measurement(Optional.empty(), Map.of("another", observed)).of(sla));
  }

  private SlaMeasurement all() throws IOException {
    return measurement(Optional.empty(), Map.of());
  }

  private SlaMeasurement only(String request) throws IOException {
    return measurement(Optional.of(request), Map.of());
  }

  private SlaMeasurement measurement(Optional<String> samples, Map<String, Measured> observed)
      throws IOException {
    RunStatistics statistics = RunStatistics.read(log, new Window(START + 10_000, START + 20_000));
    String only = samples.orElse(null);
    return new SlaMeasurement(
        statistics.total(),
        ResponseTimes.asLogged(statistics.judged(only), statistics.requests(), only),
        observed,
        0);
  }

  private static Sla level(Measure measure, Double percentile) {
    return new Sla(
        "a-level",
        "A level",
        measure,
        percentile,
        measure.fromTarget() ? "a_metric" : null,
        Bound.BELOW,
        1.0);
  }
}
