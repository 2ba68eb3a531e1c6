package io.openmeet.loadtest.capacity;

import io.openmeet.loadtest.capacity.Trial.Outcome;
import io.openmeet.loadtest.results.WorkFigure;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.statistics.descriptive.Median;

/**
 * All trials at one load. Figures are medians of the valid trials; null when there is none.
 *
 * @param load in the unit of the search
 * @param judged what the trials show together
 * @param good number of trials that met all levels
 * @param bad number of trials that did not
 * @param invalid number of trials that show nothing
 * @param answeredPerSecond requests that ended in the window
 * @param p95Ms of all requests
 * @param p99Ms of all requests
 * @param errorRatio 0-1
 * @param work for each request, in the metric's unit
 */
public record LoadPoint(
    int load,
    LoadClass judged,
    long good,
    long bad,
    long invalid,
    Double answeredPerSecond,
    Double p95Ms,
    Double p99Ms,
    Double errorRatio,
    Map<ShownWork, Double> work) {

  /** One for each load, the lowest first. */
  static List<LoadPoint> of(List<CapacityTrial> trials, SearchGoal goal) {
    return trials.stream()
        .collect(
            Collectors.groupingBy(trial -> trial.trial().load(), TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(atLoad -> point(atLoad, goal))
        .toList();
  }

  private static LoadPoint point(List<CapacityTrial> trials, SearchGoal goal) {
    List<CapacityTrial> valid =
        trials.stream().filter(trial -> trial.trial().outcome() != Outcome.INVALID).toList();
    return new LoadPoint(
        trials.get(0).trial().load(),
        LoadClass.of(CapacityMeasurement.measured(trials), goal),
        count(trials, Outcome.GOOD),
        count(trials, Outcome.BAD),
        count(trials, Outcome.INVALID),
        median(valid.stream().map(CapacityTrial::answeredPerSecond).toList()),
        median(valid.stream().map(CapacityTrial::p95Ms).toList()),
        median(valid.stream().map(CapacityTrial::p99Ms).toList()),
        median(valid.stream().map(CapacityTrial::errorRatio).toList()),
        work(valid));
  }

  private static long count(List<CapacityTrial> trials, Outcome outcome) {
    return trials.stream().filter(trial -> trial.trial().outcome() == outcome).count();
  }

  private static Map<ShownWork, Double> work(List<CapacityTrial> trials) {
    Map<ShownWork, Double> medians = new EnumMap<>(ShownWork.class);
    for (ShownWork work : ShownWork.values()) {
      Double median =
          median(
              trials.stream()
                  .map(trial -> WorkFigure.sum(trial.work(), work.metric()))
                  .flatMapToDouble(OptionalDouble::stream)
                  .boxed()
                  .toList());
      if (median != null) {
        medians.put(work, median);
      }
    }
    return Collections.unmodifiableMap(medians);
  }

  private static Double median(Collection<? extends Number> values) {
    double[] known =
        values.stream().filter(Objects::nonNull).mapToDouble(Number::doubleValue).toArray();
    return known.length == 0 ? null : (Double) Median.withDefaults().evaluate(known);
  }
}
