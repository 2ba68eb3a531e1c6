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
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

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

  /** It is still there. */
  public Session proven(Session session) {
    return session.set(PROVEN_AT, window.nanoTime());
  }

  /** It leaves as planned. */
  public Session leaves(Session session) {
    change(-1);
    return session;
  }

  /** It is gone. The time is not known, so it does not count since its last proof. */
  public Session isGone(Session session) {
    lose(session.getLong(PROVEN_AT));
    return session;
  }

  synchronized void lose(long sinceNanos) {
    change(-1);
    long now = lastChangeNanos;
    for (long second = Math.max(0, window.second(sinceNanos));
        second <= window.second(now) && second < nanosHeldBySecond.length;
        second++) {
      nanosHeldBySecond[(int) second] -= window.overlapWithSecond(second, sinceNanos, now);
    }
  }

  synchronized void change(int by) {
    addHeldTimeUntil(window.nanoTime());
    atOnce += by;
  }

  /** How many there are now. */
  synchronized long atOnce() {
    return atOnce;
  }

  /** Spreads the time since the last change over the seconds it touches. */
  private void addHeldTimeUntil(long now) {
    long from = lastChangeNanos;
    lastChangeNanos = now;
    if (atOnce == 0) {
      return;
    }
    for (long second = Math.max(0, window.second(from));
        second <= window.second(now) && second < nanosHeldBySecond.length;
        second++) {
      nanosHeldBySecond[(int) second] += atOnce * window.overlapWithSecond(second, from, now);
    }
  }

  /** The lowest one-second mean; missing while the window is not over. */
  public synchronized Measured held() {
    if (!window.isOver()) {
      return new Measured.Missing("the run ended before the measured window closed");
    }
    return lowestOf(nanosHeldBySecond.length);
  }

  /** The lowest so far; missing before the window's first second is over. */
  public synchronized Measured heldSoFar() {
    long over = Math.min(window.second(window.nanoTime()), nanosHeldBySecond.length);
    return over > 0
        ? lowestOf((int) over)
        : new Measured.Missing("no second of the measured window is over yet");
  }

  private Measured lowestOf(int seconds) {
    addHeldTimeUntil(window.nanoTime());
    double lowest = Arrays.stream(nanosHeldBySecond, 0, seconds).min().orElse(0) / SECOND;
    // Sums of whole nanoseconds: rounding keeps 999.9999999 from failing a limit of 1,000.
    return new Measured.Value(Math.round(lowest * 1e6) / 1e6);
  }
}
