package io.openmeet.loadtest.injector;

import io.openmeet.loadtest.statistics.Distribution;
import io.openmeet.loadtest.statistics.Histogram;
import java.util.function.LongConsumer;

/**
 * Response times as looping users would see them if they kept their pace. A target that freezes for
 * eight seconds gives each waiting user only one slow sample. Without the freeze the user would
 * have sent more requests in this time, and they would have waited, too.
 *
 * <p>The interval is the time from one request of a user to the next. For each sample longer than
 * the interval, the class adds samples that are shorter by one, two, three and more intervals, down
 * to one interval. This is the correction for coordinated omission of HdrHistogram's {@code
 * copyCorrectedForCoordinatedOmission(expectedIntervalBetweenValueSamples)} (Gil Tene,
 * hdrhistogram.org).
 */
public final class PaceCorrection {
  private PaceCorrection() {}

  /**
   * @param raw samples of one request, or of several together
   * @param intervalMs from one request of a user to the next, without the response time; above 0
   */
  public static CorrectedTimes of(Distribution raw, long intervalMs) {
    Histogram corrected = new Histogram();
    raw.forEach(
        (ms, count) -> {
          corrected.record(ms, count);
          forEachMissing(ms, intervalMs, missing -> corrected.record((int) missing, count));
        });
    return new CorrectedTimes(raw, corrected);
  }

  /**
   * The response times of the requests that a user did not send while it waited.
   *
   * @param ms how long it waited
   */
  static void forEachMissing(long ms, long intervalMs, LongConsumer times) {
    for (long missing = ms - intervalMs; missing >= intervalMs; missing -= intervalMs) {
      times.accept(missing);
    }
  }
}
