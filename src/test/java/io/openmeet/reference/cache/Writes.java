package io.openmeet.reference.cache;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * Decides which cached answers are new enough for which user. A counter grows with each write. An
 * answer has the count at which its making began; a user who has written since then does not get
 * it.
 */
final class Writes {
  /** Above this number all writes are forgotten, and all cached answers count as old. */
  private static final int MOST_LOGS = 10_000;

  private record Changed(Tag tag, UUID owner) {}

  private final LongSupplier clockMs;
  private final ConcurrentMap<Changed, WriteLog> logs = new ConcurrentHashMap<>();
  private volatile long newest;
  private volatile long forgotten;

  Writes(LongSupplier clockMs) {
    this.clockMs = clockMs;
  }

  /** The version of an answer; must be called before its making begins. */
  long version() {
    return newest;
  }

  synchronized void add(Tag tag, UUID owner, UUID writer) {
    long version = newest + 1;
    newest = version;
    if (logs.size() >= MOST_LOGS) {
      // Any answer may be older than a forgotten write. Readers need this order.
      forgotten = version;
      logs.clear();
    }
    logs.computeIfAbsent(new Changed(tag, owner), changed -> new WriteLog())
        .add(writer, version, clockMs.getAsLong());
  }

  /** The oldest version that this reader may see: that of their last write to the same data. */
  long oldestFor(Cached.Key key, UUID reader) {
    WriteLog log = log(key);
    return log == null ? forgotten : Math.max(forgotten, log.lastBy(reader));
  }

  /**
   * The time, by the given clock, of the first write that an answer of this version does not
   * contain.
   */
  long firstAfterMs(Cached.Key key, long version) {
    WriteLog log = log(key);
    if (version < forgotten) {
      return WriteLog.LONG_AGO;
    }
    return log == null ? WriteLog.NEVER : log.firstAfterMs(version);
  }

  private WriteLog log(Cached.Key key) {
    return logs.get(new Changed(key.what().tag(), key.owner()));
  }
}
