package io.openmeet.loadtest.trends;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many standard deviations a figure may be away from its usual value by chance.
 *
 * @param measured for a standard deviation from {@link RobustSample#scale}: Student's t, which
 *     allows for the few runs, and for the median of them
 * @param counting for a standard deviation that is known
 */
record NoiseWidth(double measured, double counting) {
  /**
   * The scale of 10 to 20 normal values varies like a standard deviation with 0.65 times as many
   * degrees of freedom: in a simulation of 200,000 samples of each size, false alarms were at most
   * as frequent as they should be.
   */
  private static final double DEGREES_OF_FREEDOM = 0.65;

  private static final int SIDES = 2;

  /**
   * @param runs number of earlier runs
   * @param figures number of figures of a run that are judged; each gets the same part of the
   *     probability (Bonferroni)
   * @param falseAlarm probability that any figure of a run leaves its noise by chance, 0-1
   */
  static NoiseWidth of(int runs, long figures, double falseAlarm) {
    double onOneSide = falseAlarm / SIDES / figures;
    double uncertaintyOfMedian = Math.sqrt(1 + Math.PI / 2 / runs);
    return new NoiseWidth(
        TDistribution.of(DEGREES_OF_FREEDOM * (runs - 1)).inverseSurvivalProbability(onOneSide)
            * uncertaintyOfMedian,
        NormalDistribution.of(0, 1).inverseSurvivalProbability(onOneSide));
  }
}
