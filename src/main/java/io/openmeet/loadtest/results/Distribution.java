package io.openmeet.loadtest.results;

import java.util.Optional;

/**
 * How many samples took how long, exactly, by the millisecond: the resolution of Gatling's clock in
 * the log. Nothing in it is estimated.
 */
public interface Distribution {
  long count();

  /** Minimum, mean, percentiles and so on; empty when there are no samples. */
  Optional<LatencyFigures> figures();

  /**
   * The nearest-rank percentile: the smallest of the samples that at least this percentage of all
   * samples does not exceed. It is always one of the samples, never a value between two; this is
   * the one definition of a percentile in this project.
   *
   * @param percentile from 0 (the smallest sample) to 100 (the largest)
   * @throws IllegalStateException when there are no samples
   */
  int percentileMs(double percentile);

  /** How many samples took at most this long. */
  long countUpTo(int ms);

  /** Calls back for every millisecond that has samples, going up. */
  void forEach(Bar bar);

  /** One bar of the distribution's chart. */
  @FunctionalInterface
  interface Bar {
    void accept(int ms, int count);
  }
}
