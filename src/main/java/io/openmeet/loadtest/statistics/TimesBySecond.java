package io.openmeet.loadtest.statistics;

import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import java.util.BitSet;

/**
 * Response times for each second of the window in which the requests started, for {@link
 * PercentileInterval}. Times are counted in buckets: one for each millisecond below 128, then at
 * most 1.6 % wide, as in HdrHistogram. So memory is bounded: some 2 KB for each second. A window of
 * more than {@value #MOST_CELLS} seconds is divided into at most that many cells of several
 * seconds.
 */
public final class TimesBySecond implements LogVisitor {
  private static final int MOST_CELLS = 3_600;

  /** Buckets of each power of two. */
  private static final int BUCKET_BITS = 6;

  private static final int BUCKETS = 1 << BUCKET_BITS;
  private static final int PAGES = Integer.SIZE - BUCKET_BITS;

  private final Window window;
  private final String only;
  private final int secondsOfCell;

  /** By cell, power of two and bucket; pages are created when a sample needs them. */
  private final int[][][] pages;

  private final BitSet known = new BitSet();
  private final BitSet judged = new BitSet();
  private LogNames names;

  /**
   * @param only the request to count, with its groups ({@link RequestStatistics#name}); null: all
   */
  public TimesBySecond(Window window, String only) {
    this.window = window;
    this.only = only;
    int seconds = window.wholeOrBegunSeconds();
    this.secondsOfCell = (seconds + MOST_CELLS - 1) / MOST_CELLS;
    this.pages = new int[(seconds + secondsOfCell - 1) / secondsOfCell][PAGES][];
  }

  @Override
  public void run(LogHeader run, LogNames runNames) {
    names = runNames;
    known.clear();
    judged.clear();
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    if (window.contains(startMs) && isJudged(path)) {
      record(startMs, (int) Math.min(Integer.MAX_VALUE, endMs - startMs), 1);
    }
  }

  private boolean isJudged(int path) {
    if (only == null) {
      return true;
    }
    if (!known.get(path)) {
      known.set(path);
      judged.set(path, only.equals(String.join(RequestStatistics.SEPARATOR, names.path(path))));
    }
    return judged.get(path);
  }

  /**
   * @param startMs a moment of the window, in epoch milliseconds
   * @param ms at least 0
   */
  void record(long startMs, int ms, int samples) {
    int[][] cell = pages[window.secondOf(startMs) / secondsOfCell];
    int page = page(ms);
    if (cell[page] == null) {
      cell[page] = new int[BUCKETS];
    }
    cell[page][bucket(ms)] += samples;
  }

  /** The number of samples in each cell. */
  long[] counts() {
    return countsUpTo(PAGES - 1, BUCKETS);
  }

  /** The number of samples in each cell, in the buckets before the one of this time. */
  long[] countsBelow(int ms) {
    return countsUpTo(page(ms), bucket(ms));
  }

  /** The number of samples in each cell, up to the bucket of this time, included. */
  long[] countsAtOrBelow(int ms) {
    return countsUpTo(page(ms), bucket(ms) + 1);
  }

  private long[] countsUpTo(int lastPage, int bucketsOfLastPage) {
    long[] counts = new long[pages.length];
    for (int cell = 0; cell < pages.length; cell++) {
      for (int page = 0; page <= lastPage; page++) {
        counts[cell] += sum(pages[cell][page], page < lastPage ? BUCKETS : bucketsOfLastPage);
      }
    }
    return counts;
  }

  private static long sum(int[] page, int buckets) {
    long sum = 0;
    for (int bucket = 0; page != null && bucket < buckets; bucket++) {
      sum += page[bucket];
    }
    return sum;
  }

  /**
   * Page 0 has the times below 64 ms, page 1 those below 128, page 2 those below 256, and so on.
   */
  private static int page(int ms) {
    return Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(ms) - BUCKET_BITS);
  }

  private static int bucket(int ms) {
    return ms >> Math.max(0, page(ms) - 1) & BUCKETS - 1;
  }
}
