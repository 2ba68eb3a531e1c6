package io.openmeet.loadtest.trends;

import java.util.stream.DoubleStream;

/**
 * The range in which a figure of work stays as long as nothing changes, from its own values in
 * earlier runs. A figure outside has moved. The range is the widest of these:
 *
 * <ul>
 *   <li>a prediction interval from the median and {@link RobustSample#scale}; upwards it is on the
 *       scale of square roots, because work, and counts above all, vary upwards more than
 *       downwards;
 *   <li>the noise of counting: the number of events that happen by chance has a standard deviation
 *       of at least its square root (Poisson), even if the earlier runs agree;
 *   <li>a quarter of the median of a count, because noise has outliers that 10 to 20 runs do not
 *       show, and half the median of an amount, because some are added up in large pieces, such as
 *       whole buffers;
 *   <li>{@value #LEAST_EVENTS} events of a count, because retries and connections come in bursts;
 *   <li>twice the distance from the median to the values of earlier runs, without the most extreme
 *       one on each side: a single run with a fault must not hide the next.
 * </ul>
 *
 * @param median for each request
 * @param ratio the figure's standard deviation without a change, as a ratio of the median; null
 *     when the median is 0
 * @param lower for each request; a value below has left the noise
 * @param upper a value above has left the noise
 */
record WorkNoise(double median, Double ratio, double lower, double upper) {
  private static final double LEAST_RATIO_OF_COUNT = 0.25;
  private static final double LEAST_RATIO_OF_AMOUNT = 0.5;
  static final int LEAST_EVENTS = 20;

  /** A count that is usually 0 has no noise to measure; one in ten requests is no rare event. */
  private static final double LEAST_WHEN_USUALLY_ZERO = 0.1;

  private static final double DISTANCE_TO_EARLIER_RUNS = 2;

  /**
   * @param earlier the figure in earlier runs, for each request
   * @param eventsPerRequest how many events the figure consists of; infinite when not known
   * @param requests of the run that is compared
   */
  static WorkNoise of(
      RobustSample earlier,
      WorkKind kind,
      double eventsPerRequest,
      long requests,
      NoiseWidth width) {
    double median = earlier.median();
    double leastEvents = kind == WorkKind.COUNT ? (double) LEAST_EVENTS / requests : 0;
    if (median == 0) {
      double upper =
          kind == WorkKind.COUNT
              ? largest(
                  LEAST_WHEN_USUALLY_ZERO, leastEvents, DISTANCE_TO_EARLIER_RUNS * earlier.high())
              : Double.POSITIVE_INFINITY;
      return new WorkNoise(0, null, 0, upper);
    }
    double measured = earlier.scale() / median;
    double counting = 1 / Math.sqrt(Math.max(1, eventsPerRequest * requests));
    double noise = Math.max(measured, counting);
    if (kind == WorkKind.MACHINE) {
      return new WorkNoise(median, noise, 0, Double.POSITIVE_INFINITY);
    }
    double most = Math.max(measured * width.measured(), counting * width.counting());
    double least = median * (kind == WorkKind.COUNT ? LEAST_RATIO_OF_COUNT : LEAST_RATIO_OF_AMOUNT);
    double rise =
        largest(
            median * ((1 + most / 2) * (1 + most / 2) - 1),
            least,
            leastEvents,
            DISTANCE_TO_EARLIER_RUNS * (earlier.high() - median));
    double fall =
        largest(
            median * most, least, leastEvents, DISTANCE_TO_EARLIER_RUNS * (median - earlier.low()));
    boolean alwaysThere = kind == WorkKind.COUNT && earlier.low() >= leastEvents;
    return new WorkNoise(
        median, noise, Math.max(median - fall, alwaysThere ? Double.MIN_VALUE : 0), median + rise);
  }

  private static double largest(double... values) {
    return DoubleStream.of(values).max().orElseThrow();
  }
}
