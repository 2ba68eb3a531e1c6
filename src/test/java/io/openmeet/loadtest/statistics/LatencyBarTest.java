package io.openmeet.loadtest.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyBarTest {
  private static List<LatencyBar> bars(int... times) {
    Histogram samples = new Histogram();
    for (int ms : times) {
      samples.record(ms);
    }
    return LatencyBar.of(samples);
  }

  @Test
  void barsReachFromTheShortestToTheLongestWithoutAGap() {
    assertEquals(
        List.of(
            new LatencyBar(8, 9, 1),
            new LatencyBar(9, 10, 0),
            new LatencyBar(10, 12, 2),
            new LatencyBar(12, 15, 1)),
        bars(8, 10, 11, 14));
  }

  @Test
  void noSamplesMakeNoBars() {
    assertEquals(List.of(), bars());
  }

  @Test
  void everySampleIsInItsBarAndTheBarsAreFew() {
    int[] times = {0, 1, 99, 100, 119, 120, 999_999, 86_400_000, Integer.MAX_VALUE};
    List<LatencyBar> bars = bars(times);

    assertEquals(times.length, bars.stream().mapToLong(LatencyBar::count).sum());
    assertTrue(bars.size() < 120, () -> bars.size() + " bars");
    for (int i = 1; i < bars.size(); i++) {
      assertEquals(bars.get(i - 1).toMs(), bars.get(i).fromMs());
    }
    assertEquals(
        2, bars.stream().filter(bar -> bar.fromMs() == 100).findFirst().orElseThrow().count());
  }
}
