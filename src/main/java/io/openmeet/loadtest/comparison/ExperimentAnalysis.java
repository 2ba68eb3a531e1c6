package io.openmeet.loadtest.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares all metrics of an experiment's runs, over the pairs that are usable. */
public final class ExperimentAnalysis {
  private ExperimentAnalysis() {}

  /**
   * @param runs that have ended, at most one for each side of a pair
   */
  public static ExperimentResult of(ExperimentPlan plan, List<ExperimentRun> runs) {
    UsablePairs pairs = UsablePairs.of(plan, runs);
    List<Map<Metric, ValueRange>> a = metrics(pairs.a());
    List<Map<Metric, ValueRange>> b = metrics(pairs.b());
    List<Map<Metric, ValueRange>> all = new ArrayList<>(a);
    all.addAll(b);
    return new ExperimentResult(
        plan, runs, pairs.numbers(), pairs.leftOut(), compare(LargestWork.select(all), a, b));
  }

  /**
   * Compares figures of pairs.
   *
   * @param a figures of the runs of side A
   * @param b figures of the runs of side B, in the order of the same pairs
   */
  public static List<MetricComparison> compare(
      List<Metric> metrics, List<Map<Metric, ValueRange>> a, List<Map<Metric, ValueRange>> b) {
    List<MetricPairs> pairs =
        metrics.stream()
            .map(metric -> pairs(metric, a, b))
            .filter(metric -> metric.count() > 0)
            .toList();
    List<MetricPairs> tested = pairs.stream().filter(MetricPairs::isTested).toList();
    double[] adjusted = Holm.adjust(tested.stream().mapToDouble(MetricPairs::p).toArray());
    Map<MetricPairs, Double> p = new LinkedHashMap<>();
    for (int i = 0; i < adjusted.length; i++) {
      p.put(tested.get(i), adjusted[i]);
    }
    MetricVerdict verdict = new MetricVerdict(tested.size(), a.size());
    return pairs.stream().map(metric -> verdict.of(metric, p.get(metric))).toList();
  }

  private static MetricPairs pairs(
      Metric metric, List<Map<Metric, ValueRange>> a, List<Map<Metric, ValueRange>> b) {
    List<ValueRange> ofA = new ArrayList<>();
    List<ValueRange> ofB = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i).containsKey(metric) && b.get(i).containsKey(metric)) {
        ofA.add(a.get(i).get(metric));
        ofB.add(b.get(i).get(metric));
      }
    }
    return new MetricPairs(metric, ofA, ofB);
  }

  private static List<Map<Metric, ValueRange>> metrics(List<ExperimentRun> runs) {
    return runs.stream().map(run -> RunMetrics.of(run.result())).toList();
  }
}
