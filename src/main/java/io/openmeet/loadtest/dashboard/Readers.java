package io.openmeet.loadtest.dashboard;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Remembers recent readers, and whether they have seen the end. */
final class Readers {
  /** Kinds of readers that come back by themselves. */
  enum Kind {
    SCRAPER,
    PAGE
  }

  /** A reader that has been silent for this long has left: twice a usual interval of scrapes. */
  private static final long GONE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Map<Kind, Long> lastNanos = new EnumMap<>(Kind.class);
  private final Set<Kind> sawEnd = EnumSet.noneOf(Kind.class);

  synchronized void came(Kind kind, boolean seesEnd) {
    lastNanos.put(kind, System.nanoTime());
    if (seesEnd) {
      sawEnd.add(kind);
    }
    notifyAll();
  }

  private boolean isWaitedFor(Kind kind) {
    return !sawEnd.contains(kind) && System.nanoTime() - lastNanos.get(kind) < GONE_NANOS;
  }

  /** Returns when all recent readers have seen the end, or after the longest wait. */
  synchronized void awaitEndSeen(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    for (long left = longest.toNanos();
        left > 0 && lastNanos.keySet().stream().anyMatch(this::isWaitedFor);
        left = deadline - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
