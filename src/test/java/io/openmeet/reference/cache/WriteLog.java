package io.openmeet.reference.cache;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The latest writes to one thing: the last write of each user, and since when an answer of a given
 * version is out of date. Writes within {@link #SLOT_MS} count as one; this never makes an answer
 * look newer.
 */
final class WriteLog {
  /** For an answer with no later write. */
  static final long NEVER = Long.MAX_VALUE;

  /** For an answer older than all remembered writes. */
  static final long LONG_AGO = Long.MIN_VALUE / 2;

  private static final long SLOT_MS = 50;

  /** The slots cover more time than any answer may be late after a write. */
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
      // Forgotten writers must not see old answers, so nobody does. Readers need this order.
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
