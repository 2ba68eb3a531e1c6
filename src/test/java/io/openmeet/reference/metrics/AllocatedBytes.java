package io.openmeet.reference.metrics;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the bytes that all threads allocated on the heap, also threads that have ended since. Java
 * 17 counts by living thread only, so what a thread allocates between the last reading and its end
 * is missing.
 */
final class AllocatedBytes {
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  /** By the id of a thread that lived at the last reading; Java never uses an id twice. */
  private Map<Long, Long> living = Map.of();

  private long ended;

  /** Bytes since the start; never falls. */
  synchronized long total() {
    long[] ids = THREADS.getAllThreadIds();
    long[] bytes = THREADS.getThreadAllocatedBytes(ids);
    Map<Long, Long> now = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      // A thread that has just ended has -1.
      if (bytes[i] >= 0) {
        now.put(ids[i], bytes[i]);
      }
    }
    living.forEach((id, last) -> ended += now.containsKey(id) ? 0 : last);
    living = now;
    return ended + now.values().stream().mapToLong(Long::longValue).sum();
  }
}
