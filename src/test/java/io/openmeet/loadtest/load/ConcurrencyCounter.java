package io.openmeet.loadtest.load;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.openmeet.loadtest.results.Tally;
import io.openmeet.loadtest.sla.Measured;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.TimeUnit;

/**
 * Counts how many users, sockets or uploads there are at once. The level is judged by the lowest of
 * the window's one-second means, so that a load with a short peak or a gap does not pass as held.
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

  /** The one-second means of the window; none until the window is over. */
  public synchronized Tally.AtOnce held() {
    return means(window.isOver() ? nanosHeldBySecond.length : 0);
  }

  /** The lowest one-second mean so far; missing before the window's first second is over. */
  public synchronized Measured heldSoFar() {
    long over = Math.min(window.second(window.nanoTime()), nanosHeldBySecond.length);
    return over > 0
        ? new Measured.Value(Collections.min(means((int) over).seconds()))
        : new Measured.Missing("no second of the measured window is over yet");
  }

  private Tally.AtOnce means(int seconds) {
    addHeldTimeUntil(window.nanoTime());
    return new Tally.AtOnce(
        Arrays.stream(nanosHeldBySecond, 0, seconds)
            .mapToObj(nanos -> nanos / NANOS_PER_SECOND)
            .toList());
  }
}
