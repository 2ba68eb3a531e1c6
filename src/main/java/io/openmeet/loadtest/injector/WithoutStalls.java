package io.openmeet.loadtest.injector;

import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.statistics.LogFilter;

/** Removes the requests that were sent while the injector stood still or caught up. */
public final class WithoutStalls extends LogFilter {
  private final Stalls stalls;

  public WithoutStalls(Stalls stalls, LogVisitor next) {
    super(next);
    this.stalls = stalls;
  }

  @Override
  protected boolean leavesOut(int path, long startMs, boolean ok) {
    return stalls.contain(startMs);
  }
}
