package io.openmeet.loadtest.sla;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {
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
    assertEquals(text, Figure.text(value, decimals));
  }

  @Test
  void isWhatTheFormatterWrites() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      double value = random.nextDouble() * Math.pow(10, random.nextInt(12) - 4);
      int decimals = random.nextInt(4);
      String expected = String.format(Locale.ROOT, "%,." + decimals + "f", value);
      assertEquals(expected, Figure.text(value, decimals), value + " with " + decimals);
    }
  }
}
