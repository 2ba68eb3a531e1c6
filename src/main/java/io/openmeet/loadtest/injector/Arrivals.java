package io.openmeet.loadtest.injector;

import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.statistics.Histogram;
import io.openmeet.loadtest.statistics.Window;

/**
 * The actual starts of users in the window, to the millisecond, compared with the planned starts.
 *
 * <p>The plan is a constant rate r: the k-th start of the window, counted from 0, is due at {@code
 * offset + k / r}. The log does not contain the planned time of the first start. So the offset is
 * the one at which the most punctual start is exactly on time, and at most one interval. So the
 * unknown offset alone makes no start late, also at low rates.
 *
 * <p>The window is divided into cells of a millisecond. If it is longer than {@value #MAX_CELLS} ms
 * (67 minutes), a cell is several milliseconds long, which bounds memory.
 */
public final class Arrivals implements LogVisitor {
  private static final int MAX_CELLS = 4_000_000;

  private final Window window;
  private final int cellMs;

  /** Starts in each cell; after {@link #compareWith}, starts before each cell. */
  private final int[] starts;

  private long delivered;
  private double offsetMs;
  private double intervalMs;

  public Arrivals(Window window) {
    this.window = window;
    this.cellMs = (int) ((window.lengthMs() + MAX_CELLS - 1) / MAX_CELLS);
    this.starts = new int[(int) ((window.lengthMs() + cellMs - 1) / cellMs) + 1];
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
    return (int) ((epochMs - window.startMs()) / cellMs);
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
        offsetMs = Math.min(offsetMs, (double) cell * cellMs - (before - 1) * intervalMs);
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
    return Math.max(0, Math.round((double) cell * cellMs - due));
  }

  /** The longest delay of a start in each second of the window. */
  long[] longestLatenessBySecondMs() {
    long[] longest = new long[window.wholeOrBegunSeconds()];
    for (int cell = 0; cell < cells(); cell++) {
      if (starts[cell + 1] > starts[cell]) {
        int second = window.secondOf(window.startMs() + (long) cell * cellMs);
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
