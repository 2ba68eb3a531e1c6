package io.openmeet.loadtest.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WindowTest {
  @Test
  void includesItsStartAndNotItsEnd() {
    Window window = new Window(1_000, 3_500);

    assertFalse(window.contains(999));
    assertTrue(window.contains(1_000));
    assertTrue(window.contains(3_499));
    assertFalse(window.contains(3_500));
    assertEquals(2.5, window.seconds());
    assertEquals(3, window.wholeOrBegunSeconds());
    assertEquals(2, window.secondOf(3_499));
  }

  @Test
  void refusesToEndBeforeItStartsOrToLastTooLong() {
    IllegalArgumentException empty =
        assertThrows(IllegalArgumentException.class, () -> new Window(5, 5));
    assertEquals(
        "a window must end after it starts: it starts at 5 ms and ends at 5 ms",
        empty.getMessage());
    IllegalArgumentException tooLong =
        assertThrows(IllegalArgumentException.class, () -> new Window(0, 86_400_001));
    assertEquals("a window of PT24H0.001S; at most PT24H can be measured", tooLong.getMessage());
    assertEquals(86_400, new Window(0, 86_400_000).seconds());
  }
}
