package io.openmeet.loadtest.target;

import io.openmeet.loadtest.results.WorkIncrease;
import io.openmeet.loadtest.target.MetricsText.Counter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much every counter of the target grew between two scrapes; a new one counts from 0. */
final class CounterIncreases {
  private record Series(String metric, Map<String, String> labels) {}

  private final Map<Series, Double> increases = new HashMap<>();

  CounterIncreases(MetricsText start, MetricsText end) {
    end.counters().forEach(counter -> add(counter, counter.sample().value()));
    start.counters().forEach(counter -> add(counter, -counter.sample().value()));
  }

  private void add(Counter counter, double value) {
    increases.merge(new Series(counter.name(), counter.sample().labels()), value, Double::sum);
  }

  boolean isEmpty() {
    return increases.isEmpty();
  }

  /** The first metric by name of which a series went down or disappeared, as after a restart. */
  Optional<String> wentDown() {
    return increases.entrySet().stream()
        .filter(series -> series.getValue() < 0 && Double.isFinite(series.getValue()))
        .map(series -> series.getKey().metric())
        .min(Comparator.naturalOrder());
  }

  /** Without the label that distinguishes instances, and without what is not a finite number. */
  List<WorkIncrease> work() {
    return increases.entrySet().stream()
        .filter(series -> Double.isFinite(series.getValue()))
        .map(series -> work(series.getKey(), series.getValue()))
        .toList();
  }

  private static WorkIncrease work(Series series, double increase) {
    Map<String, String> labels = new HashMap<>(series.labels());
    labels.remove(InstanceScrapes.INSTANCE);
    return new WorkIncrease(series.metric(), labels, increase);
  }
}
