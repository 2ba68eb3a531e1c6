package io.openmeet.reference.cache;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells which cached answers are new enough for whom. A counter grows with each write. An answer
 * bears the count at which its making began; whoever wrote since then does not accept it. Others
 * do, as long as it lives: they see a write late, but soon.
 */
public final class Versions {
  /**
   * Past this the map of writers is thinned; an old entry matters only while an old answer lives.
   */
  private static final int MOST_WRITERS = 100_000;

  private final AtomicLong writes = new AtomicLong();
  private final ConcurrentMap<UUID, Long> lastWriteOf = new ConcurrentHashMap<>();
  private final ConcurrentMap<UUID, Long> lastSearchableChangeOf = new ConcurrentHashMap<>();
  private volatile long floor;

  /** To be asked before an answer's making begins. */
  public long now() {
    return writes.get();
  }

  /** To be told after a write is committed and before it is acknowledged. */
  public void written(UUID user) {
    long version = writes.incrementAndGet();
    if (lastWriteOf.size() > MOST_WRITERS) {
      // Forgetting a writer must not show him old answers: nobody gets any from before now.
      floor = version;
      lastWriteOf.clear();
    }
    lastWriteOf.put(user, version);
  }

  /** To be told as well when what searches find has changed. */
  public void searchableChanged(UUID organisation) {
    lastSearchableChangeOf.put(organisation, writes.incrementAndGet());
  }

  /** The oldest version that this user may be shown. */
  public long oldestFor(UUID user) {
    return Math.max(floor, lastWriteOf.getOrDefault(user, 0L));
  }

  /** The oldest version of a search that this organisation may be shown. */
  public long oldestSearchFor(UUID organisation) {
    return lastSearchableChangeOf.getOrDefault(organisation, 0L);
  }
}
