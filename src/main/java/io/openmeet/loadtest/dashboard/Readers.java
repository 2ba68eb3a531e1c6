package io.openmeet.loadtest.dashboard;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Remembers recent readers, and whether they have seen the end. */
final class Readers {
  /** Kinds of readers that come back by themselves. */
  enum Kind {
    SCRAPER,
    PAGE
  }

  /** A reader that has been silent for this long has left. */
  private static final long GONE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final boolean[] came = new boolean[Kind.values().length];
  private final long[] lastNanos = new long[Kind.values().length];
  private final boolean[] sawEnd = new boolean[Kind.values().length];

  synchronized void came(Kind kind, boolean seesEnd) {
    came[kind.ordinal()] = true;
    lastNanos[kind.ordinal()] = System.nanoTime();
    sawEnd[kind.ordinal()] |= seesEnd;
    notifyAll();
  }

  private boolean isWaitedFor(Kind kind) {
    int i = kind.ordinal();
    return came[i] && !sawEnd[i] && System.nanoTime() - lastNanos[i] < GONE_NANOS;
  }

  /** Returns when all recent readers have seen the end, or after the longest wait. */
  synchronized void awaitEndSeen(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    for (long left = longest.toNanos();
        left > 0 && Arrays.stream(Kind.values()).anyMatch(this::isWaitedFor);
        left = deadline - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
