package io.openmeet.loadtest.statistics;

/**
 * Counts users alive from starts and ends that arrive almost in order: a thread may delay an event
 * while other threads continue. A ring collects the changes per millisecond and applies them in
 * order of time, at least {@value #SLACK_MS} ms later. An event that arrives even later is applied
 * late.
 */
final class UsersAlive {
  static final int SLACK_MS = 4_096;
  private static final int RING_MS = 2 * SLACK_MS;

  private final Window window;
  private final long[] peakBySecond;
  private final int[] ring = new int[RING_MS];
  private boolean started;

  /** The earliest millisecond whose changes are not yet applied. */
  private long base;

  private long alive;
  private long peak;
  private long min = Long.MAX_VALUE;
  private double millisecondsLived;

  UsersAlive(Window window) {
    this.window = window;
    this.peakBySecond = new long[window.wholeOrBegunSeconds()];
  }

  void change(long atMs, int by) {
    if (!started) {
      started = true;
      base = Math.min(atMs - SLACK_MS, window.startMs());
    }
    if (atMs >= base + RING_MS) {
      advance(atMs - SLACK_MS);
    }
    ring[cell(Math.max(atMs, base))] += by;
  }

  Concurrency finish() {
    if (!started) {
      return new Concurrency(0, 0, 0);
    }
    advance(Math.max(base + RING_MS, window.endMs()));
    return new Concurrency(peak, min, millisecondsLived / window.lengthMs());
  }

  /** The most users alive in each second of the window; valid after {@link #finish}. */
  long[] peakBySecond() {
    return peakBySecond;
  }

  private void advance(long to) {
    long ringEnd = Math.min(to, base + RING_MS);
    for (long ms = base; ms < ringEnd; ms++) {
      int cell = cell(ms);
      alive += ring[cell];
      ring[cell] = 0;
      hold(ms, ms + 1);
    }
    hold(ringEnd, to);
    base = to;
  }

  private static int cell(long ms) {
    return (int) Math.floorMod(ms, (long) RING_MS);
  }

  /** Counts a time in which the number of users was constant. */
  private void hold(long fromMs, long toMs) {
    long from = Math.max(fromMs, window.startMs());
    long to = Math.min(toMs, window.endMs());
    if (from >= to) {
      return;
    }
    peak = Math.max(peak, alive);
    min = Math.min(min, alive);
    millisecondsLived += (double) alive * (to - from);
    for (int second = window.secondOf(from); second <= window.secondOf(to - 1); second++) {
      peakBySecond[second] = Math.max(peakBySecond[second], alive);
    }
  }
}
