package io.openmeet.loadtest.reports.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.comparison.ValueRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTextTest {
  @ParameterizedTest
  @CsvSource({
    "ms, 114.26, 114 ms",
    "ratio, 0.005, 0.50 %",
    "requests/s, 99.44, 99.4 requests/s",
    "score, 0.0341, 0.0341"
  })
  void aFigureHasItsUnit(String unit, double value, String text) {
    assertEquals(text, MetricText.of(ValueRange.exact(value), unit));
  }
}
