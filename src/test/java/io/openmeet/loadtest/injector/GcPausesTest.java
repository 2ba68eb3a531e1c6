package io.openmeet.loadtest.injector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GcPausesTest {

  @Test
  void countsPausesAndNotConcurrentWork() {
    try (GcPauses pauses = new GcPauses()) {
      long before = pauses.count();
      long beforeMs = pauses.totalMs();
      pauses.add("G1 Young Generation", 12_000);
      pauses.add("G1 Concurrent GC", 50_000);
      pauses.add("ZGC Major Cycles", 90_000);
      pauses.add("PS MarkSweep", 30_000);
      assertEquals(2, pauses.count() - before, 1);
      assertEquals(42_000, pauses.totalMs() - beforeMs, 1_000);
      assertEquals(30_000, pauses.longestMs());
    }
  }
}
