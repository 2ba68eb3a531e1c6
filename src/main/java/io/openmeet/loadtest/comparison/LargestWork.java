package io.openmeet.loadtest.comparison;

import io.openmeet.loadtest.comparison.Metric.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Selects the figures of work that an experiment compares: each metric of the target has its
 * largest series first, before any has its second largest.
 *
 * <p>Each figure more makes it harder for all others to reach a verdict, so their number is
 * bounded. The selection uses the size of the figures on both sides together, and never their
 * difference: if it chose the largest differences, the p-values would be too small.
 */
final class LargestWork {
  static final int MOST = 30;

  private LargestWork() {}

  /**
   * @param runs the metrics of all usable runs
   * @return every metric of the runs, with at most {@link #MOST} figures of work
   */
  static List<Metric> select(List<Map<Metric, ValueRange>> runs) {
    Map<Metric, Double> sums = new LinkedHashMap<>();
    runs.forEach(
        run -> run.forEach((metric, figure) -> sums.merge(metric, figure.low(), Double::sum)));
    List<Metric> work =
        sums.keySet().stream()
            .filter(metric -> metric.kind() == Kind.WORK)
            .sorted(
                Comparator.comparing((Metric metric) -> sums.get(metric))
                    .reversed()
                    .thenComparing(Metric::id))
            .toList();
    Map<String, List<Metric>> byName = new HashMap<>();
    Map<Metric, Integer> ranks = new HashMap<>();
    for (Metric metric : work) {
      List<Metric> before =
          byName.computeIfAbsent(metric.id().replaceFirst("\\{.*", ""), name -> new ArrayList<>());
      ranks.put(metric, before.size());
      before.add(metric);
    }
    return Stream.concat(
            sums.keySet().stream().filter(metric -> metric.kind() != Kind.WORK),
            work.stream()
                .sorted(
                    Comparator.comparing((Metric metric) -> ranks.get(metric))
                        .thenComparing(Metric::id))
                .limit(MOST))
        .toList();
  }
}
