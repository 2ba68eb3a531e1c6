package io.openmeet.reference.cache;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Copies, in this process, of entries that were read from Redis. It keeps copies only while {@link
 * Invalidations} reports each change in Redis; when it is full, it drops those used longest ago.
 */
final class NearCache {
  /** Limit for the entries' answers; compressed forms may add a quarter. */
  private final long mostBytes;

  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  /** The latest running read of each key, unless the key has changed since it began. */
  private final Map<String, Object> readings = new HashMap<>();

  private long bytes;
  private boolean open;

  NearCache(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** From now on each change is reported. */
  synchronized void open() {
    open = true;
  }

  /** From now on changes may not be reported. */
  synchronized void close() {
    open = false;
    clear();
  }

  synchronized void clear() {
    entries.clear();
    readings.clear();
    bytes = 0;
  }

  /** The copy, or null if there is none. */
  synchronized Entry find(String key) {
    return entries.get(key);
  }

  /**
   * Must be called before an entry is read from Redis.
   *
   * @return the token for {@link #endReading}
   */
  synchronized Object beginReading(String key) {
    Object reading = new Object();
    if (open) {
      readings.put(key, reading);
    }
    return reading;
  }

  /**
   * Keeps what was read, unless it has changed since the reading began.
   *
   * @param found null when there was no entry, or the reading failed
   */
  synchronized void endReading(String key, Object reading, Entry found) {
    if (readings.remove(key, reading) && found != null) {
      remove(key);
      entries.put(key, found);
      bytes += found.bytes();
      makeRoom();
    }
  }

  /** Forgets an entry that has changed in Redis, or is about to change. */
  synchronized void changed(String key) {
    readings.remove(key);
    remove(key);
  }

  private void remove(String key) {
    Entry known = entries.remove(key);
    if (known != null) {
      bytes -= known.bytes();
    }
  }

  private void makeRoom() {
    Iterator<Entry> longestUnused = entries.values().iterator();
    while (bytes > mostBytes) {
      bytes -= longestUnused.next().bytes();
      longestUnused.remove();
    }
  }
}
