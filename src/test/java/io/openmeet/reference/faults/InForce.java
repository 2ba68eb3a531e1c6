package io.openmeet.reference.faults;

import java.util.concurrent.atomic.AtomicLong;

/** Faults with their counters: shares, queue and stall apply to the whole server. */
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

  /** How long this request must wait. */
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

  /** When a request that asks now may continue: one after the other, evenly spaced. */
  private long turn(long now) {
    long interval = 1_000_000_000L / faults.rpsLimit();
    while (true) {
      long next = nextTurn.get();
      // After an idle time the next turn is now; turns are not saved up.
      long mine = next == NOT_YET ? now : Math.max(now, next);
      if (nextTurn.compareAndSet(next, mine + interval)) {
        return mine;
      }
    }
  }
}
