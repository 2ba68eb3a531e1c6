package io.openmeet.reference.cache;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Copies of entries that were read from Redis, in this process. It holds some as long as it is told
 * of each change in Redis, which {@link Invalidations} sees to; those used longest ago make room.
 */
final class NearCache {
  /** Of the entries' answers; compressed forms may add a quarter. */
  private final long mostBytes;

  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  /** The latest read of each key that is under way, unless the key has changed since it began. */
  private final Map<String, Object> readings = new HashMap<>();

  private long bytes;
  private boolean open;

  NearCache(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** From now on each change is told. */
  synchronized void open() {
    open = true;
  }

  /** Changes may go unseen from now on. */
  synchronized void close() {
    open = false;
    clear();
  }

  synchronized void clear() {
    entries.clear();
    readings.clear();
    bytes = 0;
  }

  /** What is here, or null. */
  synchronized Entry find(String key) {
    return entries.get(key);
  }

  /**
   * Tells that an entry is about to be read from Redis.
   *
   * @return what to end it with
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
   * @param found null when there was nothing, or the reading failed
   */
  synchronized void endReading(String key, Object reading, Entry found) {
    if (readings.remove(key, reading) && found != null) {
      remove(key);
      entries.put(key, found);
      bytes += found.bytes();
      makeRoom();
    }
  }

  /** Forgets an entry that is, or is about to be, another one in Redis. */
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
