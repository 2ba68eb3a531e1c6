package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.SlaBook;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.statistics.ConfidenceInterval;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of slas.json: API P95 below 200 ms, throughput at least 5,000/s, database below 50 ms. */
class SlaResultTest {
  private static SlaResult result(String id, Measured measured) {
    return SlaResult.of(SlaBook.standard().get(id).judge(measured));
  }

  @ParameterizedTest
  @CsvSource({
    "api-p95, 187, 181, 196, 187 ms (181 to 196)",
    "api-p95, 1234, 1180, 1299, '1,234 ms (1,180 to 1,299)'",
    "error-rate, 0.005, 0.0041, 0.0059, 0.50 % (0.41 to 0.59)",
    "error-rate, 0.00005, 0, 0.0001, 0.005 % (0.00 to 0.01)",
  })
  void showsTheConfidenceIntervalBesideTheValue(
      String id, double value, double low, double high, String text) {
    SlaResult result =
        SlaResult.of(
            SlaBook.standard().get(id).judge(new Measured.Value(value)),
            Optional.of(new ConfidenceInterval(low, high)));

    assertEquals(text, result.actualText());
    assertEquals(low, result.confidenceLow());
    assertEquals(high, result.confidenceHigh());
  }

  @ParameterizedTest
  @CsvSource({
    "api-p95, 150, MET, 0.25, 25 % below the limit",
    "api-p95, 200, BROKEN, 0.0, 0 % too high",
    "api-p95, 199, MET, 0.005, 0.5 % below the limit",
    "api-p95, 200.001, BROKEN, -0.000005, 0.0005 % too high",
    "api-p95, 200.00001, BROKEN, -0.00000005, 0.000005 % too high",
    "api-p95, 0.06, MET, 0.9997, 99.97 % below the limit",
    "api-p95, 300, BROKEN, -0.5, 50 % too high",
    "throughput, 5000, MET, 0.0, 0 % above the limit",
    "throughput, 4999, BROKEN, -0.0002, 0.02 % too low",
    "throughput, 6000, MET, 0.2, 20 % above the limit",
    "cache-hit-ratio, 0.9, MET, 0.125, 13 % above the limit",
    "error-rate, 0.02, BROKEN, -1.0, 100 % too high",
  })
  void theMarginIsTheShareOfTheLimit(
      String id, double value, Verdict verdict, double margin, String text) {
    SlaResult result = result(id, new Measured.Value(value));

    assertEquals(verdict, result.verdict());
    assertEquals(margin, result.marginRatio(), 1e-9);
    assertEquals(text, result.marginText());
  }

  @ParameterizedTest
  @CsvSource({
    "20, 25, MET, 0.5, at least 50 % below the limit",
    "20, 50, MET, 0.0, at least 0 % below the limit",
    "50, 100, BROKEN, 0.0, at least 0 % too high",
    "75, 100, BROKEN, -0.5, at least 50 % too high",
    "75, Infinity, BROKEN, -0.5, at least 50 % too high",
  })
  void anIntervalsMarginIsThatOfItsNearerEdge(
      double low, double high, Verdict verdict, double margin, String text) {
    SlaResult result = result("database-p95", new Measured.Interval(low, high));

    assertEquals(verdict, result.verdict());
    assertEquals(margin, result.marginRatio(), 1e-9);
    assertEquals(text, result.marginText());
  }

  /**
   * For a value that meets the limit the margin would be misleading; for the others it is correct.
   */
  @ParameterizedTest
  @CsvSource({
    "5100, 12 arrivals were dropped",
    "5000, 12 arrivals were dropped",
    "4000, 20 % too low: 12 arrivals were dropped"
  })
  void aRefutedValueIsBrokenAtAnyValue(double value, String marginText) {
    SlaResult result =
        result("throughput", new Measured.Refuted(value, "12 arrivals were dropped"));

    assertEquals(Verdict.BROKEN, result.verdict());
    assertEquals(value, result.actual());
    assertEquals("12 arrivals were dropped", result.reason());
    assertEquals(marginText, result.marginText());
  }

  @Test
  void withoutAVerdictThereIsNoMargin() {
    SlaResult missing = result("api-p95", new Measured.Missing("no request was logged"));
    SlaResult undecided = result("database-p95", new Measured.Interval(25, 100));

    assertNull(missing.marginRatio());
    assertEquals("", missing.marginText());
    assertEquals("no data", missing.actualText());
    assertEquals("no request was logged", missing.reason());
    assertNull(undecided.marginRatio());
    assertEquals("25 ms to 100 ms", undecided.actualText());
    assertEquals(
        "the value is 25 ms to 100 ms, and the limit is in this range", undecided.reason());
  }
}
