package io.openmeet.loadtest.injector;

import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.statistics.Histogram;
import io.openmeet.loadtest.statistics.Window;

/**
 * The actual starts of users in the window, to the millisecond, compared with the planned starts.
 *
 * <p>The plan is a constant rate r: the k-th start of the window, counted from 0, is due at {@code
 * offset + k / r}. The log does not contain the planned time of the first start. So the offset is
 * the one at which the most punctual start is exactly on time, and at most one interval. At low
 * rates no start counts as late only because of the unknown offset.
 *
 * <p>A window of more than {@value #MAX_CELLS} ms (a good hour) is sampled every few milliseconds,
 * which bounds memory.
 */
public final class Arrivals implements LogVisitor {
  private static final int MAX_CELLS = 4_000_000;

  private final Window window;
  private final int stepMs;

  /** Starts in each cell during the count; later, starts before each cell. */
  private final int[] starts;

  private long delivered;
  private double offsetMs;
  private double intervalMs;

  public Arrivals(Window window) {
    this.window = window;
    this.stepMs = (int) ((window.lengthMs() + MAX_CELLS - 1) / MAX_CELLS);
    this.starts = new int[(int) ((window.lengthMs() + stepMs - 1) / stepMs) + 1];
  }

  @Override
  public void user(int scenario, boolean begins, long atMs) {
    if (begins && window.contains(atMs)) {
      starts[cell(atMs)]++;
      delivered++;
    }
  }

  /** Users that started in the window. */
  long delivered() {
    return delivered;
  }

  int cells() {
    return starts.length - 1;
  }

  int cell(long epochMs) {
    return (int) ((epochMs - window.startMs()) / stepMs);
  }

  /** Call it after the log is read and before the methods that return lateness. */
  public void compareWith(Plan plan) {
    intervalMs = 1000 / plan.perSecond();
    offsetMs = intervalMs;
    int before = 0;
    for (int cell = 0; cell < starts.length; cell++) {
      int here = starts[cell];
      starts[cell] = before;
      before += here;
      if (here > 0) {
        offsetMs = Math.min(offsetMs, (double) cell * stepMs - (before - 1) * intervalMs);
      }
    }
    offsetMs = Math.max(0, offsetMs);
  }

  /**
   * The delay of the n-th start in a cell, counted from 0. When the cell has no such start, the
   * result is how overdue the next start is.
   */
  long latenessMs(int cell, int n) {
    int inCell = starts[cell + 1] - starts[cell];
    double due = offsetMs + (starts[cell] + Math.min(n, inCell)) * intervalMs;
    return Math.max(0, Math.round((double) cell * stepMs - due));
  }

  /** The longest delay of a start in each second of the window. */
  long[] longestLatenessBySecondMs() {
    long[] longest = new long[window.wholeOrBegunSeconds()];
    for (int cell = 0; cell < cells(); cell++) {
      if (starts[cell + 1] > starts[cell]) {
        int second = window.secondOf(window.startMs() + (long) cell * stepMs);
        longest[second] = Math.max(longest[second], latenessMs(cell, 0));
      }
    }
    return longest;
  }

  /** The delays of all starts in the window. */
  Histogram lateness() {
    Histogram lateness = new Histogram();
    for (int cell = 0; cell < cells(); cell++) {
      for (int n = 0; n < starts[cell + 1] - starts[cell]; n++) {
        lateness.record((int) latenessMs(cell, n));
      }
    }
    return lateness;
  }
}
