package io.openmeet.loadtest.results;

import io.openmeet.loadtest.simulationlog.LogVisitor;

/** Removes the requests that were sent while the injector stood still or caught up. */
final class WithoutStalls extends LogFilter {
  private final Stalls stalls;

  WithoutStalls(Stalls stalls, LogVisitor next) {
    super(next);
    this.stalls = stalls;
  }

  @Override
  boolean leavesOut(int path, long startMs, boolean ok) {
    return stalls.touch(startMs);
  }
}
