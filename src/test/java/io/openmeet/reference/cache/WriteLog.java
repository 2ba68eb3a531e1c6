package io.openmeet.reference.cache;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The latest writes to one owner's data of one tag: the last write of each user, and since when an
 * answer of a given version is out of date. Writes within {@link #SLOT_MS} count as one; this never
 * makes an answer look newer.
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

  /** For each slot, the version of its last write and the time of its first. */
  private final long[] lastVersions = new long[SLOTS];

  private final long[] firstTimesMs = new long[SLOTS];

  /** Slots begun so far; each takes the place of the one that is {@link #SLOTS} older. */
  private int slots;

  private final ConcurrentMap<UUID, Long> lastVersionOf = new ConcurrentHashMap<>();

  /** The version of the last write. */
  private volatile long newest;

  /** The version of the last write whose writer may be forgotten. */
  private volatile long forgotten;

  synchronized void add(UUID writer, long version, long nowMs) {
    if (slots == 0 || nowMs - firstTimesMs[(slots - 1) % SLOTS] >= SLOT_MS) {
      firstTimesMs[slots % SLOTS] = nowMs;
      slots++;
    }
    lastVersions[(slots - 1) % SLOTS] = version;
    if (lastVersionOf.size() >= MOST_WRITERS) {
      // Forgotten writers must not see old answers, so nobody does. Readers need this order.
      forgotten = newest;
      lastVersionOf.clear();
    }
    lastVersionOf.put(writer, version);
    newest = version;
  }

  /** The version of this user's last write, or of a later one. */
  long lastBy(UUID writer) {
    Long known = lastVersionOf.get(writer);
    return known == null ? forgotten : Math.max(known, forgotten);
  }

  /**
   * The time of the first write after this version, perhaps up to {@link #SLOT_MS} too early; or
   * {@link #LONG_AGO} or {@link #NEVER}.
   */
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
