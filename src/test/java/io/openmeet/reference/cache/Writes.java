package io.openmeet.reference.cache;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * Tells which cached answers are new enough for whom. A counter grows with each write. An answer
 * bears the count at which its making began; whoever wrote since then does not accept it.
 */
final class Writes {
  /** Past this everything is forgotten, and with it all that is cached. */
  private static final int MOST_THINGS = 10_000;

  private record Thing(Tag tag, UUID owner) {}

  private final LongSupplier clockMs;
  private final ConcurrentMap<Thing, WriteLog> logs = new ConcurrentHashMap<>();
  private volatile long newest;
  private volatile long forgotten;

  Writes(LongSupplier clockMs) {
    this.clockMs = clockMs;
  }

  /** The version of an answer; to be asked before its making begins. */
  long version() {
    return newest;
  }

  synchronized void add(Tag tag, UUID owner, UUID writer) {
    long version = newest + 1;
    newest = version;
    if (logs.size() >= MOST_THINGS) {
      // What is forgotten may be behind any answer. In this order, for the readers.
      forgotten = version;
      logs.clear();
    }
    logs.computeIfAbsent(new Thing(tag, owner), thing -> new WriteLog())
        .add(writer, version, clockMs.getAsLong());
  }

  /** The oldest version that this reader may be shown: that of his last write to the same thing. */
  long oldestFor(Cached.Key key, UUID reader) {
    WriteLog log = log(key);
    return log == null ? forgotten : Math.max(forgotten, log.lastBy(reader));
  }

  /** When the first write came that an answer of this version does not know, by the clock given. */
  long firstAfterMs(Cached.Key key, long version) {
    WriteLog log = log(key);
    if (version < forgotten) {
      return WriteLog.LONG_AGO;
    }
    return log == null ? WriteLog.NEVER : log.firstAfterMs(version);
  }

  private WriteLog log(Cached.Key key) {
    return logs.get(new Thing(key.what().tag(), key.owner()));
  }
}
