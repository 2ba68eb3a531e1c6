package io.openmeet.loadtest.statistics;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The 95 % confidence interval of a ratio of two sums over the seconds of a window, such as failed
 * requests divided by all requests.
 *
 * <p>Seconds in a row resemble each other: a slow second follows a slow one. A formula for
 * independent samples then gives intervals that are far too narrow. What counts is the long-run
 * variance of the seconds' deviations, which this class estimates in two steps:
 *
 * <ol>
 *   <li>It removes the part of each deviation that follows from the one before (prewhitening): D.
 *       Andrews and J. Monahan, Econometrica 60 (1992). The autocorrelation of few seconds is
 *       estimated too low; the correction is that of F. Marriott and J. Pope, Biometrika 41 (1954).
 *   <li>The variance of the rest is the mean square of its {@code B} slowest cosine waves, and the
 *       interval uses Student's t with {@code B} degrees of freedom: U. Müller, "A theory of robust
 *       long-run variance estimation", Journal of Econometrics 141 (2007); E. Lazarus, D. Lewis, J.
 *       Stock and M. Watson, "HAR Inference: Recommendations for Practice", Journal of Business
 *       &amp; Economic Statistics 36 (2018).
 * </ol>
 *
 * <p>Fewer waves give wider intervals that withstand more autocorrelation. Lazarus et al. recommend
 * 0.4 T<sup>2/3</sup> waves for T observations. Seconds of a load test are few, so this class takes
 * half as many: 3 for 30 s, 5 for two minutes, at most {@value #MOST_WAVES}. Simulated runs decided
 * this; ConfidenceCoverageTest repeats them.
 */
public final class RatioInterval {
  /** In a shorter window, three waves are too much of it to show how seconds depend on others. */
  static final int LEAST_SECONDS = 30;

  private static final int LEAST_WAVES = 3;

  /** Student's t hardly changes from here on. */
  private static final int MOST_WAVES = 30;

  private static final double WAVES_RATIO = 0.2;

  /** A higher estimate would rest on one slow rise or fall. */
  private static final double MOST_CORRELATION = 0.9;

  private static final double TAIL = 0.025;

  /** With fewer cases on one side, single requests decide, and their number is not normal. */
  private static final long LEAST_CASES = 10;

  private RatioInterval() {}

  /**
   * The interval of {@code sum(part) / sum(whole)}.
   *
   * @param part a number of each second, in the order of time
   * @param whole of the same seconds; each at least as large as its part
   * @return a ratio, 0-1; empty when there are fewer than {@value #LEAST_SECONDS} seconds, or fewer
   *     than {@value #LEAST_CASES} cases in the parts or outside them
   */
  public static Optional<ConfidenceInterval> of(long[] part, long[] whole) {
    double cases = sum(part);
    double all = sum(whole);
    if (cases < LEAST_CASES || all - cases < LEAST_CASES) {
      return Optional.empty();
    }
    OptionalDouble halfWidth = halfWidth(part, whole);
    double ratio = cases / all;
    return halfWidth.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ConfidenceInterval(
                Math.max(0, ratio - halfWidth.getAsDouble()),
                Math.min(1, ratio + halfWidth.getAsDouble())));
  }

  /** Half the width of the interval; empty when there are too few seconds. */
  static OptionalDouble halfWidth(long[] part, long[] whole) {
    int seconds = whole.length;
    double all = sum(whole);
    if (seconds < LEAST_SECONDS || all == 0) {
      return OptionalDouble.empty();
    }
    double ratio = sum(part) / all;
    double[] deviations = new double[seconds];
    for (int second = 0; second < seconds; second++) {
      deviations[second] = part[second] - ratio * whole[second];
    }
    int waves = waves(seconds);
    double standardError = Math.sqrt(seconds * longRunVariance(deviations, waves)) / all;
    double t = TDistribution.of(waves).inverseSurvivalProbability(TAIL);
    return OptionalDouble.of(t * standardError);
  }

  private static int waves(int seconds) {
    long waves = Math.round(WAVES_RATIO * Math.cbrt((double) seconds * seconds));
    return (int) Math.max(LEAST_WAVES, Math.min(MOST_WAVES, waves));
  }

  private static double longRunVariance(double[] deviations, int waves) {
    double correlation = correlation(deviations);
    double[] rest = new double[deviations.length];
    // The first has none before it; this factor gives it the variance of the others.
    rest[0] = Math.sqrt(1 - correlation * correlation) * deviations[0];
    for (int second = 1; second < rest.length; second++) {
      rest[second] = deviations[second] - correlation * deviations[second - 1];
    }
    return meanSquare(rest, waves) / ((1 - correlation) * (1 - correlation));
  }

  /** Of neighbours; 0 when it seems negative, because that would make the interval narrower. */
  private static double correlation(double[] deviations) {
    double products = 0;
    double squares = deviations[0] * deviations[0];
    for (int second = 1; second < deviations.length; second++) {
      products += deviations[second] * deviations[second - 1];
      squares += deviations[second] * deviations[second];
    }
    if (squares == 0) {
      return 0;
    }
    double raw = products / squares;
    double corrected = raw + (1 + 4 * raw) / deviations.length;
    return Math.max(0, Math.min(MOST_CORRELATION, corrected));
  }

  /** The mean square of the first coefficients of the cosine transform (type II). */
  private static double meanSquare(double[] numbers, int waves) {
    double squares = 0;
    for (int wave = 1; wave <= waves; wave++) {
      double coefficient = 0;
      for (int i = 0; i < numbers.length; i++) {
        coefficient += numbers[i] * Math.cos(Math.PI * wave * (i + 0.5) / numbers.length);
      }
      squares += coefficient * coefficient * 2 / numbers.length;
    }
    return squares / waves;
  }

  private static double sum(long[] numbers) {
    double sum = 0;
    for (long number : numbers) {
      sum += number;
    }
    return sum;
  }
}
