package io.openmeet.loadtest.injector;

import io.openmeet.loadtest.injector.InjectorHealth.InjectorSecond;
import io.openmeet.loadtest.statistics.Window;
import java.util.BitSet;
import java.util.Collection;

/**
 * The seconds of the window in which the injector stood still longer than allowed, or caught up.
 * After a stall the injector sends all overdue requests at once, and even a healthy target needs
 * time to answer them. Its response times in these seconds are not evidence against it.
 */
public final class Stalls {
  /**
   * The injector catches up within ten times the length of a stall. Measured: 5,000 arrivals at
   * once, the load of one second, kept a healthy target busy for more than two seconds, when both
   * shared two cores. A client whose connection request is lost repeats it after 1, 3 and 7
   * seconds.
   */
  private static final int CATCHING_UP_TIMES = 10;

  private final Window window;
  private final BitSet seconds = new BitSet();

  private Stalls(Window window) {
    this.window = window;
  }

  public static Stalls none(Window window) {
    return new Stalls(window);
  }

  /**
   * Those of any of several injectors: what one of them sends at once, all of them wait for.
   *
   * @param each of the same window
   */
  public static Stalls together(Window window, Collection<Stalls> each) {
    Stalls together = new Stalls(window);
    each.forEach(stalls -> together.seconds.or(stalls.seconds));
    return together;
  }

  /**
   * @param arrivals null when there is no plan
   */
  public static Stalls of(
      Window window, InjectorHealth health, HealthLimits limits, Arrivals arrivals) {
    Stalls stalls = new Stalls(window);
    double allowedMs = limits.stallMs();
    for (InjectorSecond second : health.seconds()) {
      if (second.lagMaxMs() != null && second.lagMaxMs() > allowedMs) {
        stalls.add(second.startMs(), second.lagMaxMs());
      }
    }
    if (arrivals != null) {
      long[] latenessMs = arrivals.longestLatenessBySecondMs();
      for (int second = 0; second < latenessMs.length; second++) {
        if (latenessMs[second] > allowedMs) {
          stalls.add(window.startMs() + second * 1000L, latenessMs[second]);
        }
      }
    }
    return stalls;
  }

  /** The stall was noticed in this second, at an unknown moment; it may have begun earlier. */
  private void add(long epochMs, double lengthMs) {
    long from = Math.max(window.startMs(), epochMs - (long) lengthMs);
    long to =
        Math.min(window.endMs(), epochMs + 1000 + (long) (lengthMs * (1 + CATCHING_UP_TIMES)));
    if (from < to) {
      seconds.set(window.secondOf(from), window.secondOf(to - 1) + 1);
    }
  }

  public boolean isEmpty() {
    return seconds.isEmpty();
  }

  /**
   * The most time that a stall and the catching up can add to a response time.
   *
   * @param longestMs length of the longest stall
   */
  public double mostAddedMs(double longestMs) {
    return isEmpty() ? longestMs : longestMs * (1 + CATCHING_UP_TIMES);
  }

  /** The number of these seconds. */
  public int seconds() {
    return seconds.cardinality();
  }

  /** Whether a moment of the window is in one of these seconds. */
  public boolean contain(long epochMs) {
    return window.contains(epochMs) && seconds.get(window.secondOf(epochMs));
  }
}
