package io.openmeet.loadtest.sla;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0        | 0 | 0",
        "0        | 2 | 0.00",
        "999      | 0 | 999",
        "1000     | 0 | 1,000",
        "1234567.5| 1 | 1,234,567.5",
        "-123     | 0 | -123",
        "-1234.5  | 2 | -1,234.50",
        "0.5      | 0 | 1",
        "2.675    | 2 | 2.68",
        "0.004    | 2 | 0.00",
        "1e20     | 0 | 100,000,000,000,000,000,000",
        "Infinity | 1 | Infinity",
        "NaN      | 1 | NaN"
      })
  void roundsHalfUpAndGroupsThousands(double value, int decimals, String text) {
    assertEquals(text, NumberText.text(value, decimals));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0.0",
    "0.04, 1, 0.04",
    "0.4, 0, 0.4",
    "1.4, 0, 1",
    "-0.004, 1, '-0.004'",
    "0.0000000001, 0, 0.000000000"
  })
  void roundsNoOtherValueToZero(double value, int least, String text) {
    assertEquals(text, NumberText.rounded(value, least));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 0.00 %",
    "0.00001, 2, 0.001 %",
    "0.00004, 2, 0.004 %",
    "0.99996, 2, 99.996 %",
    "1, 2, 100.00 %",
    "0.004, 0, 0.4 %",
    "0.997, 0, 99.7 %",
    "1.003, 0, 100.3 %",
    "0.125, 0, 13 %"
  })
  void roundsNoOtherRatioTo0Or100Percent(double ratio, int least, String text) {
    assertEquals(text, NumberText.percent(ratio, least));
  }

  @ParameterizedTest
  @CsvSource({
    "50, 50, 50.0, 5000.0 %",
    "0.5, 0.9, 0.5, 50.0 %",
    "0.98996, 0.99, 0.98996, 98.996 %",
    "0.8999, 0.9, 0.8999, 89.99 %",
    "50.04, 50, 50.04, 5004.0 %"
  })
  void looksDifferentFromALimitUnlessBothAreEqual(
      double value, double limit, String text, String percent) {
    assertEquals(text, NumberText.roundedApart(value, limit, 1));
    assertEquals(percent, NumberText.percentApart(value, limit, 1).replace(",", ""));
  }

  @Test
  void writesTheSameAsTheFormatter() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      double value = random.nextDouble() * Math.pow(10, random.nextInt(12) - 4);
      int decimals = random.nextInt(4);
      String expected = String.format(Locale.ROOT, "%,." + decimals + "f", value);
      assertEquals(expected, NumberText.text(value, decimals), value + " with " + decimals);
    }
  }
}
