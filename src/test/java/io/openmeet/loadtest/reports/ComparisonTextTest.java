package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.comparison.Metric;
import io.openmeet.loadtest.comparison.Metric.Kind;
import io.openmeet.loadtest.comparison.ValueRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTextTest {
  @ParameterizedTest
  @CsvSource({
    "ms, TIME, 114, 114 ms",
    "ratio, LOSS, 0.005, 0.50 %",
    "at once, GAIN, 1000, '1,000 at once'",
    "score, LOSS, 0.034, 0.03",
    "per request, WORK, 0.311, 0.311"
  })
  void aFigureHasItsUnit(String unit, Kind kind, double value, String text) {
    Metric metric = new Metric("id", "Name", unit, kind, 0);
    assertEquals(text, ComparisonText.figure(metric, ValueRange.exact(value)));
  }
}
