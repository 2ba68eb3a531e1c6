package io.openmeet.loadtest.statistics;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts samples per millisecond, in pages that are created when a sample needs them. An array
 * holds the pages of the first two minutes, a map the rarer ones above. So memory depends on the
 * spread of the samples, not on their number. More than 2^31-1 samples in one millisecond are
 * refused; that is five days of 5,000 samples per second.
 */
public final class Histogram implements Distribution {
  private static final int PAGE_BITS = 7;
  private static final int PAGE_MS = 1 << PAGE_BITS;
  private static final int NEAR_PAGES = 1024;

  private int[][] near = new int[2][];
  private final Map<Integer, int[]> far = new TreeMap<>();
  private int pages;
  private long count;

  /** The samples of several distributions together. */
  public static Histogram merge(Iterable<? extends Distribution> distributions) {
    Histogram merged = new Histogram();
    distributions.forEach(merged::add);
    return merged;
  }

  /**
   * @param ms at least 0
   */
  public void record(int ms) {
    record(ms, 1);
  }

  public void add(Distribution other) {
    other.forEach(this::record);
  }

  public void record(int ms, int samples) {
    int[] page = page(ms);
    int cell = ms & PAGE_MS - 1;
    page[cell] = Math.addExact(page[cell], samples);
    count += samples;
  }

  private int[] page(int ms) {
    if (ms < 0) {
      throw new IllegalArgumentException("a sample of " + ms + " ms");
    }
    int number = ms >> PAGE_BITS;
    if (number >= NEAR_PAGES) {
      return far.computeIfAbsent(number, n -> newPage());
    }
    if (number >= near.length) {
      near = Arrays.copyOf(near, Math.max(number + 1, near.length * 2));
    }
    if (near[number] == null) {
      near[number] = newPage();
    }
    return near[number];
  }

  private int[] newPage() {
    pages++;
    return new int[PAGE_MS];
  }

  /** Approximate heap of the pages and their array. */
  int bytes() {
    return pages * (PAGE_MS * Integer.BYTES + 16) + near.length * Integer.BYTES;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public void forEach(Bar bar) {
    for (int number = 0; number < near.length; number++) {
      forEach(number, near[number], bar);
    }
    far.forEach((number, page) -> forEach(number, page, bar));
  }

  private static void forEach(int number, int[] page, Bar bar) {
    if (page == null) {
      return;
    }
    for (int cell = 0; cell < PAGE_MS; cell++) {
      if (page[cell] > 0) {
        bar.accept((number << PAGE_BITS) + cell, page[cell]);
      }
    }
  }

  @Override
  public int percentileMs(double percentile) {
    return percentilesMs(percentile)[0];
  }

  /**
   * Several percentiles in one pass.
   *
   * @param percentiles 0-100, in ascending order
   */
  public int[] percentilesMs(double... percentiles) {
    if (count == 0) {
      throw new IllegalStateException("no samples, so no percentile");
    }
    long[] ranks = new long[percentiles.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = NearestRank.of(percentiles[i], count);
    }
    int[] values = new int[ranks.length];
    forEach(
        new Bar() {
          private long passed;
          private int next;

          @Override
          public void accept(int ms, int samples) {
            passed += samples;
            while (next < ranks.length && ranks[next] <= passed) {
              values[next++] = ms;
            }
          }
        });
    return values;
  }

  @Override
  public Optional<LatencyFigures> figures() {
    if (count == 0) {
      return Optional.empty();
    }
    int[] p = percentilesMs(0, 50, 75, 90, 95, 99, 99.9, 100);
    double mean = mean();
    return Optional.of(
        new LatencyFigures(p[0], mean, stdDev(mean), p[1], p[2], p[3], p[4], p[5], p[6], p[7]));
  }

  private double mean() {
    long[] sum = {0};
    forEach((ms, samples) -> sum[0] += (long) ms * samples);
    return (double) sum[0] / count;
  }

  private double stdDev(double mean) {
    double[] squares = {0};
    forEach((ms, samples) -> squares[0] += samples * (ms - mean) * (ms - mean));
    return Math.sqrt(squares[0] / count);
  }
}
