package io.openmeet.reference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpDateTest {
  /** The first is the example of RFC 9110, section 5.6.7. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "784111777000 | Sun, 06 Nov 1994 08:49:37 GMT",
        "784111777999 | Sun, 06 Nov 1994 08:49:37 GMT",
        "784111778000 | Sun, 06 Nov 1994 08:49:38 GMT",
        "0 | Thu, 01 Jan 1970 00:00:00 GMT"
      })
  void statesTheSecond(long epochMs, String text) {
    assertEquals(text, HttpDate.at(epochMs).toString());
  }
}
