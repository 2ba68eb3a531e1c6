package io.openmeet.reference.faults;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Faults with what has to be counted for them: shares, queue and stall are those of the whole
 * server.
 */
final class InForce {
  private static final long NOT_YET = 0;

  private final Faults faults;
  private final Share late;
  private final Share failed;
  private final AtomicLong since;
  private final AtomicLong nextTurn = new AtomicLong(NOT_YET);

  private InForce(Faults faults, long since) {
    this.faults = faults;
    this.late = new Share(faults.latencyPercent());
    this.failed = new Share(faults.errorsPercent());
    this.since = new AtomicLong(since);
  }

  static InForce fromFirstRequest(Faults faults) {
    return new InForce(faults, NOT_YET);
  }

  static InForce from(Faults faults, long nowNanos) {
    return new InForce(faults, nowNanos);
  }

  Faults faults() {
    return faults;
  }

  /** Whether this request is one of those that fail. */
  boolean fails() {
    return faults.errorsPercent() > 0 && failed.picks();
  }

  /** For how long this request has to wait. */
  long waitNanos(long now) {
    long wait = 0;
    if (!faults.stall().isZero()) {
      since.compareAndSet(NOT_YET, now);
      long begin = since.get() + faults.stallAfter().toNanos();
      long end = begin + faults.stall().toNanos();
      if (now >= begin && now < end) {
        wait += end - now;
      }
    }
    if (faults.rpsLimit() > 0) {
      wait += turn(now + wait) - now - wait;
    }
    if (faults.latencyPercent() > 0 && late.picks()) {
      wait += faults.latency().toNanos();
    }
    return wait;
  }

  /** When a request that asks now is let through: one after the other, evenly spaced. */
  private long turn(long now) {
    long interval = 1_000_000_000L / faults.rpsLimit();
    while (true) {
      long next = nextTurn.get();
      // An idle queue owes nothing: its next turn is now.
      long mine = next == NOT_YET ? now : Math.max(now, next);
      if (nextTurn.compareAndSet(next, mine + interval)) {
        return mine;
      }
    }
  }
}
