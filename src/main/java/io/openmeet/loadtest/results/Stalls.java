package io.openmeet.loadtest.results;

import io.openmeet.loadtest.results.InjectorHealth.InjectorSecond;
import java.util.BitSet;

/**
 * The seconds of the window in which the injector stood still for longer than it may, or made up
 * for it: who wakes sends at once what was due meanwhile, and a healthy target needs its time to
 * answer that. What it does in these seconds cannot be held against it.
 */
final class Stalls {
  /**
   * A stall is made up for within ten times its length. Five thousand arrivals at once, a second's,
   * kept a healthy target busy for more than two seconds, where both shared two cores; and who asks
   * for a connection in vain, since too many do, asks again after one second, three and seven.
   */
  private static final int CATCHING_UP_TIMES = 10;

  private final Window window;
  private final BitSet seconds = new BitSet();

  private Stalls(Window window) {
    this.window = window;
  }

  static Stalls none(Window window) {
    return new Stalls(window);
  }

  /**
   * @param arrivals null when there is no plan
   */
  static Stalls of(Observations known, Arrivals arrivals) {
    Stalls stalls = new Stalls(known.window());
    double mostMs = HealthLimits.of(known.slas()).stallMs();
    for (InjectorSecond second : known.injector().seconds()) {
      if (second.lagMaxMs() != null && second.lagMaxMs() > mostMs) {
        stalls.add(second.startMs(), second.lagMaxMs());
      }
    }
    if (arrivals != null) {
      long[] latenessMs = arrivals.longestLatenessBySecondMs();
      for (int second = 0; second < latenessMs.length; second++) {
        if (latenessMs[second] > mostMs) {
          stalls.add(known.window().startMs() + second * 1000L, latenessMs[second]);
        }
      }
    }
    return stalls;
  }

  /** It is known that it was in that second, not when in it; it may have begun before. */
  private void add(long epochMs, double lengthMs) {
    long from = Math.max(window.startMs(), epochMs - (long) lengthMs);
    long to =
        Math.min(window.endMs(), epochMs + 1000 + (long) (lengthMs * (1 + CATCHING_UP_TIMES)));
    if (from < to) {
      seconds.set(window.secondOf(from), window.secondOf(to - 1) + 1);
    }
  }

  boolean isEmpty() {
    return seconds.isEmpty();
  }

  /**
   * What a response time can hold of a stall and of its making up.
   *
   * @param longestMs how long the injector stood still at the most
   */
  double mostAddedMs(double longestMs) {
    return isEmpty() ? longestMs : longestMs * (1 + CATCHING_UP_TIMES);
  }

  /** How many seconds they touch, whole or in part. */
  int seconds() {
    return seconds.cardinality();
  }

  /** Whether a moment of the window is one of theirs. */
  boolean touch(long epochMs) {
    return window.contains(epochMs) && seconds.get(window.secondOf(epochMs));
  }
}
