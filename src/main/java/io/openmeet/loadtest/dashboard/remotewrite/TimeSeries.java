package io.openmeet.loadtest.dashboard.remotewrite;

import java.util.List;
import java.util.SortedMap;

/**
 * One series with its new samples.
 *
 * @param labels with the metric's name; sorted by name, as the protocol demands
 * @param samples sorted by time
 */
record TimeSeries(SortedMap<String, String> labels, List<Sample> samples) {
  /** The label with the metric's name. */
  static final String NAME = "__name__";

  /**
   * @param bits of the value, as a 64-bit IEEE 754 number
   * @param atMs epoch milliseconds
   */
  record Sample(long bits, long atMs) {
    /**
     * The NaN by which Prometheus knows that a series has ended (StaleNaN in its model/value). It
     * is no number for Java, which could change its bits.
     */
    private static final long STALE = 0x7ff0000000000002L;

    static Sample of(double value, long atMs) {
      return new Sample(Double.doubleToLongBits(value), atMs);
    }

    /** The series ends: from then on, queries do not find it. */
    static Sample end(long atMs) {
      return new Sample(STALE, atMs);
    }
  }
}
