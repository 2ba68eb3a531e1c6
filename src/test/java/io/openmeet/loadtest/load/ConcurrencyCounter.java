package io.openmeet.loadtest.load;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.openmeet.loadtest.sla.Measured;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Counts how many users, sockets or uploads there are at once. The figure is the lowest of the
 * window's one-second means, so that a load with a short peak or a gap does not pass as held.
 */
public final class ConcurrencyCounter {
  private static final String PROVEN_AT = "provenAtNanos";
  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final MeasuredWindow window;
  private final double[] nanosHeldBySecond;
  private long atOnce;
  private long lastChangeNanos;

  public ConcurrencyCounter(MeasuredWindow window) {
    this.window = window;
    this.lastChangeNanos = window.nanoTime();
    this.nanosHeldBySecond = new double[(int) window.length().toSeconds()];
  }

  /** Counts a user as long as the chain runs. */
  public ChainBuilder during(ChainBuilder chain) {
    return exec(session -> {
          change(1);
          return session;
        })
        .exec(chain)
        .exec(
            session -> {
              change(-1);
              return session;
            });
  }

  /** One more user, which proves from time to time that it is still there. */
  public Session comes(Session session) {
    change(1);
    return proven(session);
  }

  /** The user is still there. */
  public Session proven(Session session) {
    return session.set(PROVEN_AT, window.nanoTime());
  }

  /** The user leaves as planned. */
  public Session leaves(Session session) {
    change(-1);
    return session;
  }

  /** The user is gone, at an unknown time, so it does not count since its last proof. */
  public Session isGone(Session session) {
    lose(session.getLong(PROVEN_AT));
    return session;
  }

  synchronized void lose(long sinceNanos) {
    change(-1);
    addHeldTime(-1, sinceNanos, lastChangeNanos);
  }

  synchronized void change(int by) {
    addHeldTimeUntil(window.nanoTime());
    atOnce += by;
  }

  /** How many users there are now. */
  synchronized long atOnce() {
    return atOnce;
  }

  /** Adds the time since the last change. */
  private void addHeldTimeUntil(long nowNanos) {
    if (atOnce != 0) {
      addHeldTime(atOnce, lastChangeNanos, nowNanos);
    }
    lastChangeNanos = nowNanos;
  }

  /** Spreads the time of some users over the seconds of the window in which they were there. */
  private void addHeldTime(long users, long fromNanos, long toNanos) {
    for (long second = Math.max(0, window.second(fromNanos));
        second <= window.second(toNanos) && second < nanosHeldBySecond.length;
        second++) {
      nanosHeldBySecond[(int) second] +=
          users * window.overlapWithSecond(second, fromNanos, toNanos);
    }
  }

  /** The lowest one-second mean of the window; missing until the window is over. */
  public synchronized Measured held() {
    if (!window.isOver()) {
      return new Measured.Missing("the run ended before the measured window closed");
    }
    return lowestOf(nanosHeldBySecond.length);
  }

  /** The lowest one-second mean so far; missing before the window's first second is over. */
  public synchronized Measured heldSoFar() {
    long over = Math.min(window.second(window.nanoTime()), nanosHeldBySecond.length);
    return over > 0
        ? lowestOf((int) over)
        : new Measured.Missing("no second of the measured window is over yet");
  }

  private Measured lowestOf(int seconds) {
    addHeldTimeUntil(window.nanoTime());
    double lowest = Arrays.stream(nanosHeldBySecond, 0, seconds).min().orElse(0) / NANOS_PER_SECOND;
    // Sums of whole nanoseconds: rounding keeps 999.9999999 from failing a limit of 1,000.
    return new Measured.Value(Math.round(lowest * 1e6) / 1e6);
  }
}
