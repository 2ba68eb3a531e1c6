package io.openmeet.loadtest.statistics;

/**
 * Counts requests in flight in the window. Gatling logs a request when it ends, so an early start
 * may appear late in the log. The class therefore keeps the changes of the whole window, per
 * millisecond. A window of more than {@value #MAX_CELLS} ms (66 minutes) is sampled every few
 * milliseconds, which bounds memory but can miss a peak. The mean is always exact.
 */
final class InFlight {
  private static final int MAX_CELLS = 4_000_000;

  private final Window window;
  private final int stepMs;
  private final int[] changes;
  private final long[] peakBySecond;
  private double millisecondsSpent;

  InFlight(Window window) {
    this.window = window;
    this.stepMs = (int) ((window.lengthMs() + MAX_CELLS - 1) / MAX_CELLS);
    this.changes = new int[(int) ((window.lengthMs() + stepMs - 1) / stepMs) + 1];
    this.peakBySecond = new long[window.wholeOrBegunSeconds()];
  }

  void add(long startMs, long endMs) {
    long from = Math.max(startMs, window.startMs());
    long to = Math.min(endMs, window.endMs());
    if (from >= to) {
      return;
    }
    millisecondsSpent += to - from;
    changes[cellAtOrAfter(from)]++;
    changes[cellAtOrAfter(to)]--;
  }

  Concurrency finish() {
    long inFlight = 0;
    long peak = 0;
    long min = Long.MAX_VALUE;
    for (int cell = 0; cell < changes.length - 1; cell++) {
      inFlight += changes[cell];
      peak = Math.max(peak, inFlight);
      min = Math.min(min, inFlight);
      int second = (int) ((long) cell * stepMs / 1000);
      peakBySecond[second] = Math.max(peakBySecond[second], inFlight);
    }
    return new Concurrency(peak, min, millisecondsSpent / window.lengthMs());
  }

  /** The most requests in flight in each second; valid after {@link #finish}. */
  long[] peakBySecond() {
    return peakBySecond;
  }

  private int cellAtOrAfter(long epochMs) {
    return (int) ((epochMs - window.startMs() + stepMs - 1) / stepMs);
  }
}
