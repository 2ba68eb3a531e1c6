package io.openmeet.reference.cache;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The latest writes to one thing: who wrote last, and since when an answer of a given version is
 * behind. Writes of {@link #SLOT_MS} are taken together; answers are never found newer by that.
 */
final class WriteLog {
  /** An answer that nothing was written after. */
  static final long NEVER = Long.MAX_VALUE;

  /** An answer from before all that is remembered. */
  static final long LONG_AGO = Long.MIN_VALUE / 2;

  private static final long SLOT_MS = 50;

  /** They reach back further than any answer may be late after a write. */
  private static final int SLOTS = 32;

  private static final int MOST_WRITERS = 1_000;

  private final long[] lastVersions = new long[SLOTS];
  private final long[] firstTimesMs = new long[SLOTS];
  private int slots;
  private volatile long newest;
  private volatile long forgotten;
  private final ConcurrentMap<UUID, Long> lastWriteOf = new ConcurrentHashMap<>();

  synchronized void add(UUID writer, long version, long nowMs) {
    if (slots == 0 || nowMs - firstTimesMs[(slots - 1) % SLOTS] >= SLOT_MS) {
      firstTimesMs[slots % SLOTS] = nowMs;
      slots++;
    }
    lastVersions[(slots - 1) % SLOTS] = version;
    if (lastWriteOf.size() >= MOST_WRITERS) {
      // Who is forgotten must not see old answers: nobody does. In this order, for the readers.
      forgotten = newest;
      lastWriteOf.clear();
    }
    lastWriteOf.put(writer, version);
    newest = version;
  }

  /** The version of this user's last write, or of a later one. */
  long lastBy(UUID writer) {
    Long known = lastWriteOf.get(writer);
    return known == null ? forgotten : Math.max(known, forgotten);
  }

  /** The time of the first write after this version, at the earliest; or {@link #NEVER}. */
  long firstAfterMs(long version) {
    if (version >= newest) {
      return NEVER;
    }
    synchronized (this) {
      int oldest = Math.max(0, slots - SLOTS);
      int slot = oldest;
      while (lastVersions[slot % SLOTS] <= version) {
        slot++;
      }
      boolean known = slot > oldest || oldest == 0;
      return known ? firstTimesMs[slot % SLOTS] : LONG_AGO;
    }
  }
}
