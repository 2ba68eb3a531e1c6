package io.openmeet.loadtest.sla;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSizeTest {
  @ParameterizedTest
  @CsvSource({"50, 2", "90, 10", "95, 20", "99, 100", "99.9, 1000", "70, 4"})
  void aPercentileNeedsOneSampleAboveIt(double percentile, long needed) {
    assertEquals(needed, SampleSize.needed(percentile));
  }
}
