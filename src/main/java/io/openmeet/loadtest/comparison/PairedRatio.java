package io.openmeet.loadtest.comparison;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The ratio B/A over pairs of runs: mean and standard deviation of ln(B/A). The unit is the pair,
 * because the values within a run depend on each other. The logarithm makes slower and faster
 * symmetrical, and the noise of times nearly normal.
 *
 * <p>Values that are read in coarse steps, such as whole milliseconds, may agree only because they
 * are rounded. The standard deviation is therefore never below that of the rounding alone: a
 * rounding to steps of q has the variance q²/12 (Sheppard 1898), and ln x the variance of x divided
 * by x².
 *
 * @param pairs number of pairs, at least 2
 * @param meanLog mean of ln(B/A)
 * @param sdLog sample standard deviation of ln(B/A); 0 if all pairs have the same ratio
 * @param a geometric mean of side A
 * @param b geometric mean of side B
 */
public record PairedRatio(int pairs, double meanLog, double sdLog, double a, double b) {
  private static final double CONFIDENCE = 0.95;

  /**
   * @param a above 0, one for each pair
   * @param b above 0, in the order of the same pairs
   * @param resolution the smallest step between two values; 0 if none matters
   */
  public static PairedRatio of(List<Double> a, List<Double> b, double resolution) {
    double[] logs =
        IntStream.range(0, a.size()).mapToDouble(i -> Math.log(b.get(i) / a.get(i))).toArray();
    double mean = IntStream.range(0, logs.length).mapToDouble(i -> logs[i]).average().orElseThrow();
    double squares =
        IntStream.range(0, logs.length).mapToDouble(i -> (logs[i] - mean) * (logs[i] - mean)).sum();
    double meanA = geometricMean(a);
    double meanB = geometricMean(b);
    double rounding = resolution * Math.sqrt((1 / (meanA * meanA) + 1 / (meanB * meanB)) / 12);
    return new PairedRatio(
        logs.length,
        mean,
        Math.max(Math.sqrt(squares / (logs.length - 1)), rounding),
        meanA,
        meanB);
  }

  private static double geometricMean(List<Double> values) {
    return Math.exp(values.stream().mapToDouble(Math::log).average().orElseThrow());
  }

  public double ratio() {
    return Math.exp(meanLog);
  }

  /** Lower end of the 95 % interval of the ratio (Student's t). */
  public double low() {
    return Math.exp(meanLog - margin());
  }

  /** Upper end of the 95 % interval of the ratio. */
  public double high() {
    return Math.exp(meanLog + margin());
  }

  private double margin() {
    return TDistribution.of(pairs - 1).inverseSurvivalProbability((1 - CONFIDENCE) / 2)
        * standardError();
  }

  /** Two-sided p-value (0-1) of Student's t test that the ratio is 1. */
  double p() {
    if (sdLog == 0) {
      return meanLog == 0 ? 1 : 0;
    }
    double t = Math.abs(meanLog) / standardError();
    return 2 * TDistribution.of(pairs - 1).survivalProbability(t);
  }

  private double standardError() {
    return sdLog / Math.sqrt(pairs);
  }
}
