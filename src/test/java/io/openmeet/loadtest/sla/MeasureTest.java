package io.openmeet.loadtest.sla;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureTest {
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
  void ratiosAreToldFromNothingAndFromAll(double ratio, String text) {
    assertEquals(text, Measure.ERROR_RATE.valueText(ratio));
  }

  @ParameterizedTest
  @CsvSource({
    "RESPONSE_TIME, 0, 0 ms",
    "RESPONSE_TIME, 0.04, 0.04 ms",
    "OBSERVED_TIME, 12.34, 12.3 ms",
    "THROUGHPUT, 0.004, 0.004 requests/s"
  })
  void otherValuesAreToldFromNothing(Measure measure, double value, String text) {
    assertEquals(text, measure.valueText(value));
  }

  @ParameterizedTest
  @CsvSource({
    "ERROR_RATE, 0.01, 0.01, 1.00 %",
    "ERROR_RATE, 0.01004, 0.01, 1.004 %",
    "ERROR_RATE, 0.010000004, 0.01, 1.0000004 %",
    "THROUGHPUT, 4999.96, 5000, 4999.96 requests/s",
    "RESPONSE_TIME, 200, 200, 200 ms"
  })
  void aValueIsToldFromALimitThatItIsNot(Measure measure, double value, double limit, String text) {
    assertEquals(text, measure.valueTextApartFrom(value, limit).replace(",", ""));
  }
}
