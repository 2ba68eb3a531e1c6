package io.openmeet.loadtest.comparison;

import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many pairs show a difference, at a given noise. A paired t test with n pairs sees a
 * difference with the usual 80 % probability if it is at least (t₁₋α/₂ + t₀.₈) · s / √n, with n - 1
 * degrees of freedom (Zar, Biostatistical Analysis, section 7.7; Lehr's rule with t instead of z).
 *
 * @param sdLog standard deviation of ln(B/A) over the pairs
 * @param alpha level of the test (0-1), two-sided
 */
record PowerAnalysis(double sdLog, double alpha) {
  private static final double POWER = 0.8;

  /** More pairs than anybody makes. */
  private static final int MOST = 100_000;

  /** Whether so many pairs see a difference of so much, as ln(B/A). */
  boolean sees(int pairs, double logDifference) {
    TDistribution t = TDistribution.of(pairs - 1);
    double quantiles =
        t.inverseSurvivalProbability(alpha / 2) + t.inverseCumulativeProbability(POWER);
    return quantiles * sdLog / Math.sqrt(pairs) <= logDifference;
  }

  /** The fewest pairs that see a difference; empty if more than 100,000 are needed. */
  OptionalInt toSee(double logDifference) {
    return fewest(pairs -> sees(pairs, logDifference));
  }

  /** The fewest pairs for which a condition holds that holds for all larger numbers too. */
  static OptionalInt fewest(IntPredicate condition) {
    int low = ExperimentResult.LEAST_PAIRS;
    int high = MOST;
    if (!condition.test(high)) {
      return OptionalInt.empty();
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (condition.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return OptionalInt.of(low);
  }
}
