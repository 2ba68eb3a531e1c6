package io.openmeet.loadtest.comparison;

import io.openmeet.loadtest.statistics.RequestFigures;

/** A request that both runs made. */
public record RequestChange(RequestFigures before, RequestFigures after) {
  public String name() {
    return before.name();
  }

  /** Absolute change of the mean in milliseconds; 0 when one run has no sample. */
  double size() {
    Double meanBefore = before.times().meanMs();
    Double meanAfter = after.times().meanMs();
    return meanBefore == null || meanAfter == null ? 0 : Math.abs(meanAfter - meanBefore);
  }
}
