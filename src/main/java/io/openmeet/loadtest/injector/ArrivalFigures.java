package io.openmeet.loadtest.injector;

import io.openmeet.loadtest.statistics.Histogram;
import io.openmeet.loadtest.statistics.Rounded;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The arrivals that an open model planned in the window, and those that the injector delivered.
 *
 * @param planned users that should start
 * @param plannedPerSecond their rate
 * @param delivered users that started
 * @param deliveredRatio delivered of planned; 0-1, above 1 when more users started
 * @param lagP50Ms median of the delay of their starts; null when none started
 * @param lagP99Ms 99th percentile of the delay
 * @param lagMaxMs longest delay
 */
public record ArrivalFigures(
    long planned,
    double plannedPerSecond,
    long delivered,
    double deliveredRatio,
    Integer lagP50Ms,
    Integer lagP99Ms,
    Integer lagMaxMs) {

  /**
   * Those of several injectors: the numbers add up, and each figure of the delay is the highest of
   * any injector.
   *
   * @param plan of all injectors
   * @param each at least one
   */
  public static ArrivalFigures together(Plan plan, List<ArrivalFigures> each) {
    long delivered = each.stream().mapToLong(ArrivalFigures::delivered).sum();
    return new ArrivalFigures(
        plan.arrivals(),
        plan.perSecond(),
        delivered,
        Rounded.ratio((double) delivered / plan.arrivals()),
        highest(each, ArrivalFigures::lagP50Ms),
        highest(each, ArrivalFigures::lagP99Ms),
        highest(each, ArrivalFigures::lagMaxMs));
  }

  private static Integer highest(
      List<ArrivalFigures> each, Function<ArrivalFigures, Integer> figure) {
    return each.stream()
        .map(figure)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  public static ArrivalFigures of(Plan plan, Arrivals arrivals) {
    Histogram lateness = arrivals.lateness();
    int[] lag = lateness.count() == 0 ? null : lateness.percentilesMs(50, 99, 100);
    return new ArrivalFigures(
        plan.arrivals(),
        plan.perSecond(),
        arrivals.delivered(),
        Rounded.ratio((double) arrivals.delivered() / plan.arrivals()),
        lag == null ? null : Integer.valueOf(lag[0]),
        lag == null ? null : Integer.valueOf(lag[1]),
        lag == null ? null : Integer.valueOf(lag[2]));
  }
}
