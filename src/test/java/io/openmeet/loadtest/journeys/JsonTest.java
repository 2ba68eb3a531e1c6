package io.openmeet.loadtest.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

  @Test
  void writesNamesAndValuesInTheirOrder() {
    assertEquals(
        "{\"title\":\"Stand-up\",\"durationMinutes\":15,\"open\":true}",
        Json.object("title", "Stand-up", "durationMinutes", 15, "open", true));
  }

  @Test
  void writesAnEmptyObject() {
    assertEquals("{}", Json.object());
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
    assertEquals("{\"a\":\"%s\"}".formatted(written), Json.object("a", text));
  }

  @Test
  void escapesNamesToo() {
    assertEquals("{\"a\\\"b\":null}", Json.object("a\"b", null));
  }
}
