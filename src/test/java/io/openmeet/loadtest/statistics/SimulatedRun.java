package io.openmeet.loadtest.statistics;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * A run whose true percentiles are known. The level of each second changes from second to second,
 * and neighbours resemble each other. Around it, response times are lognormal, and the number of
 * requests follows a Poisson distribution.
 */
final class SimulatedRun {
  static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Standard deviation of the logarithm of response times within a second. */
  static final double SPREAD = 0.5;

  private static final double MEDIAN_MS = 200;
  private static final int FACTORS = 1 << 10;
  private static final double[] FACTOR = new double[FACTORS];

  static {
    for (int i = 0; i < FACTORS; i++) {
      FACTOR[i] =
          MEDIAN_MS * Math.exp(SPREAD * NORMAL.inverseCumulativeProbability((i + 0.5) / FACTORS));
    }
  }

  final Histogram times = new Histogram();
  final TimesBySecond bySecond;

  /**
   * @param levels of the seconds: natural logarithm of the factor of their response times
   * @param requests number of requests of each second
   */
  SimulatedRun(double[] levels, Requests requests, SplittableRandom random) {
    bySecond = new TimesBySecond(new Window(0, levels.length * 1000L), null);
    for (int second = 0; second < levels.length; second++) {
      double level = Math.exp(levels[second]);
      for (double factor : FACTOR) {
        int samples = requests.next(random);
        if (samples > 0) {
          times.record((int) (level * factor), samples);
          bySecond.record(second * 1000L, (int) (level * factor), samples);
        }
      }
    }
  }

  /** Draws the number of requests of a second that have one of the factors. */
  static final class Requests {
    private final int[] quantiles = new int[1 << 12];

    Requests(int perSecond) {
      PoissonDistribution poisson = PoissonDistribution.of((double) perSecond / FACTORS);
      for (int i = 0; i < quantiles.length; i++) {
        quantiles[i] = poisson.inverseCumulativeProbability((i + 0.5) / quantiles.length);
      }
    }

    private int next(SplittableRandom random) {
      return quantiles[random.nextInt(quantiles.length)];
    }
  }

  /**
   * Levels that follow a first-order autoregressive process.
   *
   * @param correlation of neighbours, 0 to below 1
   * @param spread standard deviation of the levels
   */
  static double[] autoregressive(
      int seconds, double correlation, double spread, SplittableRandom random) {
    double[] levels = new double[seconds];
    double level = spread * normal(random);
    double change = spread * Math.sqrt(1 - correlation * correlation);
    for (int second = 0; second < seconds; second++) {
      levels[second] = level;
      level = correlation * level + change * normal(random);
    }
    return levels;
  }

  /** Levels that rise and fall slowly, from a random moment on. */
  static double[] cycle(int seconds, int period, double spread, SplittableRandom random) {
    double phase = random.nextDouble();
    double[] levels = new double[seconds];
    for (int second = 0; second < seconds; second++) {
      levels[second] = wave(phase + (double) second / period, spread);
    }
    return levels;
  }

  private static double wave(double turns, double spread) {
    return spread * Math.sqrt(2) * Math.sin(2 * Math.PI * turns);
  }

  /** The true percentile over all levels of {@link #autoregressive}; they are normal, too. */
  static int percentileMs(double percentile, double spread) {
    return (int)
        (MEDIAN_MS
            * Math.exp(
                Math.hypot(SPREAD, spread)
                    * NORMAL.inverseCumulativeProbability(percentile / 100)));
  }

  /** The true percentile over all moments of a {@link #cycle}, by bisection. */
  static int percentileOfCycleMs(double percentile, double spread) {
    int moments = 1000;
    DoubleUnaryOperator shareAtOrBelow =
        ms -> {
          double sum = 0;
          for (int i = 0; i < moments; i++) {
            double level = wave((double) i / moments, spread);
            sum += NORMAL.cumulativeProbability((Math.log(ms / MEDIAN_MS) - level) / SPREAD);
          }
          return sum / moments;
        };
    double low = 1;
    double high = 100 * MEDIAN_MS;
    while (high - low > 0.01) {
      double middle = (low + high) / 2;
      if (shareAtOrBelow.applyAsDouble(middle) * 100 < percentile) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (int) high;
  }

  static double normal(SplittableRandom random) {
    return NORMAL.inverseCumulativeProbability(random.nextDouble(1e-300, 1));
  }
}
