package io.openmeet.loadtest.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * One bar of the distribution of response times.
 *
 * @param fromMs included
 * @param toMs not included
 * @param count samples
 */
public record LatencyBar(int fromMs, int toMs, long count) {
  /** Steps within a decade, from 10 on: a ratio of about 1.2, as in the E12 series of resistors. */
  private static final int[] STEPS = {10, 12, 15, 18, 22, 27, 33, 39, 47, 56, 68, 82};

  /**
   * Bars that get wider as times grow: one for each millisecond below 10, then twelve for each
   * power of ten; about a hundred at most. There is no gap between the first and the last bar that
   * have samples.
   */
  public static List<LatencyBar> of(Distribution samples) {
    int[] edges = edges();
    long[] counts = new long[edges.length - 1];
    samples.forEach(
        new Distribution.Bar() {
          private int bar;

          @Override
          public void accept(int ms, int count) {
            while (ms >= edges[bar + 1] && bar < counts.length - 1) {
              bar++;
            }
            counts[bar] += count;
          }
        });
    int first = 0;
    int last = counts.length;
    while (last > 0 && counts[last - 1] == 0) {
      last--;
    }
    while (first < last && counts[first] == 0) {
      first++;
    }
    List<LatencyBar> bars = new ArrayList<>();
    for (int bar = first; bar < last; bar++) {
      bars.add(new LatencyBar(edges[bar], edges[bar + 1], counts[bar]));
    }
    return List.copyOf(bars);
  }

  private static int[] edges() {
    List<Integer> edges = new ArrayList<>();
    for (int ms = 0; ms < 10; ms++) {
      edges.add(ms);
    }
    for (long scale = 1; scale < Integer.MAX_VALUE; scale *= 10) {
      for (int step : STEPS) {
        if (step * scale < Integer.MAX_VALUE) {
          edges.add((int) (step * scale));
        }
      }
    }
    edges.add(Integer.MAX_VALUE);
    return edges.stream().mapToInt(Integer::intValue).toArray();
  }
}
