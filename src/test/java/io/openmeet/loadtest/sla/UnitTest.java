package io.openmeet.loadtest.sla;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.00 %",
    "0.01, 1.00 %",
    "0.0004, 0.04 %",
    "0.00001, 0.001 %",
    "0.000099, 0.010 %",
    "0.8, 80.00 %",
    "0.99995, 99.995 %",
    "1, 100.00 %"
  })
  void roundsNoOtherRatioTo0Or100Percent(double ratio, String text) {
    assertEquals(text, Unit.RATIO.text(ratio));
  }

  @ParameterizedTest
  @CsvSource({
    "MILLISECONDS, 0, 0 ms",
    "MILLISECONDS, 0.04, 0.04 ms",
    "MILLISECONDS, 12.34, 12.3 ms",
    "REQUESTS_PER_SECOND, 0.004, 0.004 requests/s",
    "PER_REQUEST, 0.004, 0.004 per request",
    "PER_REQUEST, 0.314, 0.31 per request",
    "PER_REQUEST, 31.44, 31.4 per request",
    "PER_REQUEST, 3, 3 per request",
    "SCORE, 0, 0",
    "SCORE, 0.1, 0.10",
    "SCORE, 0.034, 0.03",
    "SCORE, 0.0034, 0.003",
    "SCORE, 12.34, 12.3",
    "BYTES, 0, 0 bytes",
    "BYTES, 812, 812 bytes"
  })
  void roundsNoOtherValueToZero(Unit unit, double value, String text) {
    assertEquals(text, unit.text(value));
  }

  @ParameterizedTest
  @CsvSource({
    "RATIO, 0.01, 0.01, 1.00 %",
    "RATIO, 0.01004, 0.01, 1.004 %",
    "RATIO, 0.010000004, 0.01, 1.0000004 %",
    "REQUESTS_PER_SECOND, 4999.96, 5000, 4999.96 requests/s",
    "MILLISECONDS, 200, 200, 200 ms",
    "PER_REQUEST, 0.9004, 0.9, 0.9004 per request",
    "SCORE, 0.0996, 0.1, 0.0996",
    "SCORE, 0.1, 0.1, 0.10"
  })
  void aValueLooksDifferentFromALimitUnlessBothAreEqual(
      Unit unit, double value, double limit, String text) {
    assertEquals(text, unit.textApartFrom(value, limit).replace(",", ""));
  }

  @Test
  void aRangeOfScoresHasNoUnit() {
    assertEquals("0.03 to 0.10", Unit.SCORE.rangeText(0.03, 0.1));
    assertEquals("3 to 4.5 ms", Unit.MILLISECONDS.rangeText(3, 4.5));
  }
}
