package io.openmeet.loadtest.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodyTest {

  @Test
  void writesNamesAndValuesInTheirOrder() {
    assertEquals(
        "{\"title\":\"Stand-up\",\"durationMinutes\":15,\"open\":true}",
        JsonBody.object("title", "Stand-up", "durationMinutes", 15, "open", true));
  }

  @Test
  void writesAnEmptyObject() {
    assertEquals("{}", JsonBody.object());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "1:1 with \"manager\" | 1:1 with \\\"manager\\\"",
        "C:\\temp | C:\\\\temp",
        "Café, 会議 🎉 | Café, 会議 🎉",
        "`first\nsecond\tthird` | first\\nsecond\\tthird",
        "`\u0001` | \\u0001",
        "</script> | </script>",
        "#{meetingId} | #{meetingId}"
      })
  void escapesWhatFeedersHold(String text, String written) {
    assertEquals("{\"a\":\"%s\"}".formatted(written), JsonBody.object("a", text));
  }

  @Test
  void escapesNamesToo() {
    assertEquals("{\"a\\\"b\":null}", JsonBody.object("a\"b", null));
  }
}
