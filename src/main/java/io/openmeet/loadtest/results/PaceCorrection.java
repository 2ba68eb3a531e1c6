package io.openmeet.loadtest.results;

/**
 * Response times as users who stay would have felt them, had they gone on at their pace. A target
 * that freezes for eight seconds gives each waiting user one slow sample, however many requests the
 * user would have sent meanwhile; those would have waited, too.
 *
 * <p>For each sample longer than the time from one request of a user to the next, samples are added
 * that are shorter by once, twice, three times that interval, as long as they are not below it: the
 * correction for coordinated omission of HdrHistogram's {@code
 * copyCorrectedForCoordinatedOmission(expectedIntervalBetweenValueSamples)} (Gil Tene,
 * hdrhistogram.org).
 */
final class PaceCorrection {
  private PaceCorrection() {}

  /**
   * @param raw the samples of one request, or of several together
   * @param intervalMs from one request of a user to the next, when answers take no time; above 0
   */
  static CorrectedTimes of(Distribution raw, long intervalMs) {
    Histogram corrected = new Histogram();
    raw.forEach(
        (ms, count) -> {
          corrected.record(ms, count);
          for (long missing = ms - intervalMs; missing >= intervalMs; missing -= intervalMs) {
            corrected.record((int) missing, count);
          }
        });
    return new CorrectedTimes(raw, corrected);
  }
}
