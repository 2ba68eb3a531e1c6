package io.openmeet.loadtest.results;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Work of a target with any number of counters, as a limited number of figures. Metrics with more
 * than a certain number of series become one figure without labels; that number is as large as the
 * limit allows. If there are more metrics than figures, the last by name are left out: which ones
 * does not depend on their values, so that two runs have the same figures.
 *
 * @param series before that
 */
record BoundedWork(List<WorkIncrease> increases, int series, int omittedMetrics) {
  static final int MOST_FIGURES = 200;

  /** Prometheus' servers often have limits of this size; longer texts help nobody. */
  private static final int MOST_CHARACTERS = 120;

  private static final int MOST_LABELS = 30;

  private record Series(String metric, Map<String, String> labels) {}

  static BoundedWork of(Collection<WorkIncrease> increases) {
    List<WorkIncrease> all = addedUp(increases.stream().map(BoundedWork::shortened));
    Map<String, List<WorkIncrease>> byMetric =
        all.stream().collect(groupingBy(WorkIncrease::metric, TreeMap::new, toList()));
    int most = mostSeriesOfAMetric(byMetric.values());
    List<WorkIncrease> kept =
        byMetric.values().stream()
            .flatMap(
                series ->
                    series.size() > most
                        ? addedUp(withoutLabels(series)).stream()
                        : series.stream())
            .limit(MOST_FIGURES)
            .toList();
    long keptMetrics = kept.stream().map(WorkIncrease::metric).distinct().count();
    return new BoundedWork(kept, all.size(), (int) (byMetric.size() - keptMetrics));
  }

  /** At least 1. */
  private static int mostSeriesOfAMetric(Collection<List<WorkIncrease>> metrics) {
    List<Integer> sizes = metrics.stream().map(List::size).sorted().toList();
    int most = sizes.isEmpty() ? 1 : sizes.get(sizes.size() - 1);
    while (most > 1 && figures(sizes, most) > MOST_FIGURES) {
      most--;
    }
    return most;
  }

  private static long figures(List<Integer> sizes, int most) {
    return sizes.stream().mapToLong(size -> size > most ? 1 : size).sum();
  }

  private static Stream<WorkIncrease> withoutLabels(List<WorkIncrease> series) {
    return series.stream().map(work -> new WorkIncrease(work.metric(), Map.of(), work.increase()));
  }

  /** Sorted; what is too large for a number is left out. */
  private static List<WorkIncrease> addedUp(Stream<WorkIncrease> increases) {
    Map<Series, Double> sums = new HashMap<>();
    increases.forEach(
        work -> sums.merge(new Series(work.metric(), work.labels()), work.increase(), Double::sum));
    return sums.entrySet().stream()
        .filter(sum -> Double.isFinite(sum.getValue()))
        .map(sum -> new WorkIncrease(sum.getKey().metric(), sum.getKey().labels(), sum.getValue()))
        .sorted(WorkIncrease.BY_NAME)
        .toList();
  }

  private static WorkIncrease shortened(WorkIncrease work) {
    Map<String, String> labels = new TreeMap<>();
    work.labels().entrySet().stream()
        .limit(MOST_LABELS)
        .forEach(label -> labels.put(shortened(label.getKey()), shortened(label.getValue())));
    return new WorkIncrease(shortened(work.metric()), labels, work.increase());
  }

  private static String shortened(String text) {
    if (text.length() <= MOST_CHARACTERS) {
      return text;
    }
    int end = MOST_CHARACTERS - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
