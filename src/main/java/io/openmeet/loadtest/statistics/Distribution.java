package io.openmeet.loadtest.statistics;

import java.util.Optional;

/**
 * The exact number of samples for each duration in milliseconds, which is the resolution of
 * Gatling's log. Nothing is estimated.
 */
public interface Distribution {
  long count();

  /** Minimum, mean, percentiles and so on; empty when there are no samples. */
  Optional<LatencyFigures> figures();

  /**
   * The nearest-rank percentile: the smallest sample such that at least this percentage of all
   * samples is at or below it. It is always one of the samples, never a value between two. The
   * whole project uses this definition.
   *
   * @param percentile from 0 (the smallest sample) to 100 (the largest)
   * @throws IllegalStateException when there are no samples
   */
  int percentileMs(double percentile);

  /** Visits every millisecond that has samples, in ascending order. */
  void forEach(Bar bar);

  /** Receives the number of samples of one millisecond. */
  @FunctionalInterface
  interface Bar {
    void accept(int ms, int count);
  }
}
