package io.openmeet.loadtest.sla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlaTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final Sla P95 = level(Measure.RESPONSE_TIME, Bound.BELOW, 200);
  private static final Sla DATABASE = level(Measure.METRIC_PERCENTILE, Bound.BELOW, 50);

  private final Locale locale = Locale.getDefault();

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(locale);
  }

  @ParameterizedTest
  @CsvSource({
    "BELOW, 199.999, MET",
    "BELOW, 200, BROKEN",
    "BELOW, 200.001, BROKEN",
    "ABOVE, 199.999, BROKEN",
    "ABOVE, 200, BROKEN",
    "ABOVE, 200.001, MET",
    "AT_LEAST, 199.999, BROKEN",
    "AT_LEAST, 200, MET",
    "AT_LEAST, 200.001, MET",
    "BELOW, NaN, BROKEN",
    "ABOVE, NaN, BROKEN",
    "AT_LEAST, NaN, BROKEN"
  })
  void isMetOnTheRightSideOfTheLimit(Bound bound, double value, Verdict verdict) {
    Sla sla = level(Measure.RESPONSE_TIME, bound, 200);
    Measured measured = new Measured.Value(value);
    assertEquals(new SlaOutcome(sla, measured, verdict), sla.judge(measured));
  }

  @ParameterizedTest
  @CsvSource({
    "BELOW, 20, 50, MET",
    "BELOW, 20, 49.9, MET",
    "BELOW, 49.9, 50.1, NO_DATA",
    "BELOW, 50, 100, BROKEN",
    "BELOW, 20, Infinity, NO_DATA",
    "BELOW, 50, Infinity, BROKEN",
    "ABOVE, 20, 50, BROKEN",
    "ABOVE, 49.9, 50.1, NO_DATA",
    "ABOVE, 50, 100, MET",
    "AT_LEAST, 20, 49.9, BROKEN",
    "AT_LEAST, 49.9, 50.1, NO_DATA",
    "AT_LEAST, 50, 100, MET"
  })
  void isDecidedByAnIntervalOnlyWhenTheLimitIsNotInside(
      Bound bound, double low, double high, Verdict verdict) {
    Sla sla = level(Measure.METRIC_PERCENTILE, bound, 50);
    Measured measured = new Measured.Interval(low, high);
    assertEquals(new SlaOutcome(sla, measured, verdict), sla.judge(measured));
  }

  @ParameterizedTest
  @CsvSource({"BELOW", "ABOVE", "AT_LEAST"})
  void isNeverMetWithoutData(Bound bound) {
    Measured missing = new Measured.Missing("the target was restarted");
    SlaOutcome outcome = level(Measure.RESPONSE_TIME, bound, 200).judge(missing);
    assertEquals(Verdict.NO_DATA, outcome.verdict());
    assertEquals("no data", outcome.measuredText());
    assertEquals(Optional.of("the target was restarted"), outcome.reason());
  }

  @Test
  void showsThatAValueIsBeyondItsLimitHoweverLittle() {
    assertEquals("200.001 ms", P95.judge(new Measured.Value(200.001)).measuredText());
    assertEquals(
        "50.001 ms to 100 ms", DATABASE.judge(new Measured.Interval(50.001, 100)).measuredText());
  }

  /** Hindi has its own digits, in Devanagari. */
  @ParameterizedTest
  @CsvSource({"en-US", "de-DE", "hi-IN-u-nu-deva"})
  void hasTheSameTextsInEveryLocale(String language) {
    Locale.setDefault(Locale.forLanguageTag(language));
    assertEquals("A level < 200 ms", P95.title());
    assertEquals("< 1,234.5 ms", level(Measure.RESPONSE_TIME, Bound.BELOW, 1234.5).limitText());
    assertEquals("< 1.00 %", level(Measure.ERROR_RATE, Bound.BELOW, 0.01).limitText());
    assertEquals("> 80.00 %", level(Measure.METRIC_HIT_RATIO, Bound.ABOVE, 0.8).limitText());
    assertEquals(
        ">= 5,000 requests/s", level(Measure.THROUGHPUT, Bound.AT_LEAST, 5000).limitText());
    assertEquals(">= 1,000 at once", level(Measure.CONCURRENCY, Bound.AT_LEAST, 1000).limitText());
    assertEquals("4,999.9 requests/s", text(Measure.THROUGHPUT, new Measured.Value(4999.9)));
    assertEquals("99.994 %", text(Measure.METRIC_HIT_RATIO, new Measured.Value(0.99994)));
    assertEquals("20 ms to 50 ms", DATABASE.judge(new Measured.Interval(20, 50)).measuredText());
    assertEquals(
        "above 1,000 ms", DATABASE.judge(new Measured.Interval(1000, INFINITY)).measuredText());
  }

  @ParameterizedTest
  @CsvSource({"THROUGHPUT, 5000, 100", "CONCURRENCY, 1000, 20"})
  void lowersTheLimitsOnThroughputAndConcurrencyBelowFullIntensity(
      Measure measure, double limit, double asked) {
    assertEquals(
        level(measure, Bound.AT_LEAST, asked),
        level(measure, Bound.AT_LEAST, limit).atIntensity(0.02));
  }

  @ParameterizedTest
  @CsvSource({
    "RESPONSE_TIME, 200",
    "ERROR_RATE, 0.01",
    "SHARE, 0.9",
    "METRIC_PERCENTILE, 50",
    "METRIC_HIT_RATIO, 0.8",
    "METRIC_PER_REQUEST, 3"
  })
  void keepsAllOtherLimitsBelowFullIntensity(Measure measure, double limit) {
    Sla sla = level(measure, Bound.BELOW, limit);
    assertSame(sla, sla.atIntensity(0.02));
  }

  @Test
  void keepsTheWholeLimitAtFullIntensity() {
    Sla throughput = level(Measure.THROUGHPUT, Bound.AT_LEAST, 5000);
    assertEquals(throughput, throughput.atIntensity(1));
  }

  private static String text(Measure measure, Measured measured) {
    return level(measure, Bound.ABOVE, 1).judge(measured).measuredText();
  }

  private static Sla level(Measure measure, Bound bound, double limit) {
    return new Sla(
        "a-level",
        "A level",
        measure,
        measure.hasPercentile() ? 95.0 : null,
        measure.fromTarget() ? "a_metric" : null,
        bound,
        limit);
  }
}
