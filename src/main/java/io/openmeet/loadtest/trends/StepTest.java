package io.openmeet.loadtest.trends;

import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Finds the night at which the values of a level most likely took another level. For each possible
 * first night it computes the pooled t statistic of the nights before and since, like E-divisive
 * with a t test; the greatest one decides. Four things differ from a textbook's t:
 *
 * <ul>
 *   <li>Nights in a row may resemble each other. The lag-1 correlation of the residuals, if it is
 *       positive, widens the standard error and lowers the degrees of freedom, as for an
 *       autoregressive process of order 1 (Bayley and Hammersley, "The effective number of
 *       independent observations in an autocorrelated time series", 1946).
 *   <li>Few nights before show little of the noise, for example one of its two modes. So t is
 *       multiplied by the square root of n / (n + {@value #CAUTION}), with n nights before.
 *   <li>For the same reason, it needs {@value #LEAST_SINCE} nights since the step if it has {@value
 *       #MANY_BEFORE} before, and otherwise {@value #LEAST_SINCE_IF_FEW_BEFORE}.
 *   <li>A quarter of the nights since, at most, may lie nearer to the old level: two outliers in
 *       three nights are no step.
 * </ul>
 *
 * The p value is that of a single test. Whoever looks at many nights and series has to demand a far
 * smaller one than usual; see {@link ChangeDetection}.
 */
final class StepTest {
  /** Fewer nights are no baseline. */
  static final int LEAST_BEFORE = Trend.LEAST_RUNS;

  /** Fewer nights are no level. */
  static final int LEAST_SINCE = 3;

  static final int MANY_BEFORE = 30;

  static final int LEAST_SINCE_IF_FEW_BEFORE = 5;

  /** A longer memory hardly helps to find a step, and costs time. */
  static final int WINDOW = 60;

  /** A smaller change of the level is none: a ratio. */
  static final double LEAST_CHANGE = 0.05;

  private static final double CAUTION = 10;

  private static final double LEAST_SHARE_ON_NEW_SIDE = 0.75;

  /** No split with a smaller t can reach a p value that matters. */
  private static final double LEAST_T = 3;

  private final double[] values;
  private final int first;
  private final Scale scale;
  private final double mean;
  private final double squares;

  /**
   * A step.
   *
   * @param index of the first value of the new level
   * @param pValue 0-1, two-sided
   */
  record Step(int index, double before, double after, double pValue) {}

  private StepTest(double[] values, Scale scale) {
    this.values = values;
    this.scale = scale;
    first = Math.max(0, values.length - WINDOW);
    double sum = 0;
    for (int i = first; i < values.length; i++) {
      sum += values[i];
    }
    mean = sum / (values.length - first);
    double deviations = 0;
    for (int i = first; i < values.length; i++) {
      deviations += (values[i] - mean) * (values[i] - mean);
    }
    squares = deviations;
  }

  /**
   * The most likely step; empty when there are too few values or none differs enough.
   *
   * @param values in the order of the nights; only the last {@value #WINDOW} count
   */
  static Optional<Step> strongest(double[] values, Scale scale) {
    return values.length < LEAST_BEFORE + LEAST_SINCE
        ? Optional.empty()
        : new StepTest(values, scale).strongest();
  }

  private Optional<Step> strongest() {
    Split best = null;
    double sumBefore = 0; // of the deviations from the mean
    for (int index = first + 1; index <= values.length - LEAST_SINCE; index++) {
      sumBefore += values[index - 1] - mean;
      if (hasEnoughNights(index)) {
        Split split = split(index, sumBefore);
        if (split != null && (best == null || split.t > best.t)) {
          best = split;
        }
      }
    }
    return Optional.ofNullable(best).map(Split::step);
  }

  private boolean hasEnoughNights(int index) {
    int before = index - first;
    return before >= MANY_BEFORE
        || before >= LEAST_BEFORE && values.length - index >= LEAST_SINCE_IF_FEW_BEFORE;
  }

  /** Null when the levels before and since hardly differ. */
  private Split split(int index, double sumBefore) {
    int before = index - first;
    int since = values.length - index;
    double meanBefore = mean + sumBefore / before;
    double meanSince = mean - sumBefore / since;
    double change = Math.abs(meanSince - meanBefore);
    if (change < scale.leastChange(meanBefore)) {
      return null;
    }
    double residuals =
        Math.max(0, squares - sumBefore * sumBefore / before - sumBefore * sumBefore / since);
    double floor = scale.leastNoise(meanBefore);
    double variance = Math.max(residuals / (before + since - 2), floor * floor);
    if (change < LEAST_T * Math.sqrt(variance * (1.0 / before + 1.0 / since))
        || !mostAreOnTheNewSide(index, meanBefore, meanSince)) {
      return null;
    }
    double correlation = correlation(index, meanBefore, meanSince, residuals);
    double ofMeanBefore = SerialCorrelation.varianceOfMean(before, correlation);
    double ofMeanSince = SerialCorrelation.varianceOfMean(since, correlation);
    double degrees = before * (1 - ofMeanBefore) + since * (1 - ofMeanSince);
    variance = Math.max(residuals / degrees, floor * floor);
    double t =
        change
            / Math.sqrt(variance * (ofMeanBefore + ofMeanSince))
            * Math.sqrt(before / (before + CAUTION));
    return new Split(index, meanBefore, meanSince, t, degrees);
  }

  private boolean mostAreOnTheNewSide(int index, double before, double since) {
    double middle = (before + since) / 2;
    int onNewSide = 0;
    for (int i = index; i < values.length; i++) {
      if (values[i] > middle == since > before) {
        onNewSide++;
      }
    }
    return onNewSide >= LEAST_SHARE_ON_NEW_SIDE * (values.length - index);
  }

  /** Of the residuals of neighbours on the same side of the split; at least 0. */
  private double correlation(int index, double before, double since, double residuals) {
    if (residuals == 0) {
      return 0;
    }
    double products = 0;
    for (int i = first + 1; i < values.length; i++) {
      if (i != index) {
        double level = i < index ? before : since;
        products += (values[i] - level) * (values[i - 1] - level);
      }
    }
    double nights = values.length - first;
    return SerialCorrelation.plausible(products / residuals * nights / (nights - 2));
  }

  private record Split(int index, double before, double since, double t, double degrees) {
    Step step() {
      double tail = TDistribution.of(degrees).survivalProbability(t);
      return new Step(index, before, since, 2 * tail);
    }
  }
}
