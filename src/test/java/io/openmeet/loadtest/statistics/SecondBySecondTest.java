package io.openmeet.loadtest.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecondBySecondTest {
  @Test
  void hasNoPercentilesInASecondWithoutRequests() {
    SecondBySecond seconds = new SecondBySecond(new Window(0, 2_000));
    seconds.started(1_500, true, 7);

    List<Second> all = seconds.seconds(new long[2], new long[2]);

    assertEquals(new Second(0, 0, 0, 0, 0, 0, null, null, null), all.get(0));
    assertEquals(new Second(1_000, 1, 0, 0, 0, 0, 7, 7, 7), all.get(1));
  }

  /**
   * Response times of one second, spread over 2 minutes, take half a MB: 32 such seconds fill the
   * available 16 MB. After 100 seconds, a late request of the first is counted without its response
   * time; one of the 100th is counted with it.
   */
  @Test
  void boundsItsMemoryAndLeavesLateSamplesOutOfPercentiles() {
    SecondBySecond seconds = new SecondBySecond(new Window(0, 100_000));
    for (int second = 0; second < 100; second++) {
      for (int ms = 1; ms <= 120_000; ms += 100) {
        seconds.started(second * 1_000L, true, ms);
      }
    }
    seconds.started(0, false, 120_000);
    seconds.started(99_000, false, 120_000);

    List<Second> all = seconds.seconds(new long[100], new long[100]);
    assertEquals(1_201, all.get(0).started());
    assertEquals(1, all.get(0).errors());
    // The 600th of 1, 101, 201 ... 119,901; with the late request, the 601st of 1,201.
    assertEquals(59_901, all.get(0).p50Ms());
    assertEquals(60_001, all.get(99).p50Ms());
    assertEquals(59_901, all.get(98).p50Ms());
    for (Second second : all) {
      assertEquals(second.startMs() % 99_000 == 0 ? 1_201 : 1_200, second.started());
    }
  }

  @Test
  void hasAShorterLastSecondIfTheWindowEndsWithinIt() {
    SecondBySecond seconds = new SecondBySecond(new Window(0, 1_001));
    seconds.completed(1_000);

    List<Second> all = seconds.seconds(new long[2], new long[2]);

    assertEquals(2, all.size());
    assertEquals(1, all.get(1).completed());
    assertNull(all.get(1).p99Ms());
  }
}
