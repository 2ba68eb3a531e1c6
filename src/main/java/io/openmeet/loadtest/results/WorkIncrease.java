package io.openmeet.loadtest.results;

import io.openmeet.loadtest.statistics.Required;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much one of the target's counters grew between two scrapes.
 *
 * @param metric name in the target's metrics; a histogram has two, {@code ..._count} and {@code
 *     ..._sum}
 * @param labels of the series, sorted by name, with their values as the target writes them
 * @param increase in the metric's unit; 0 or more
 */
public record WorkIncrease(String metric, Map<String, String> labels, double increase) {
  /** By metric, then by labels. */
  static final Comparator<WorkIncrease> BY_NAME =
      Comparator.comparing(WorkIncrease::metric)
          .thenComparing(work -> String.valueOf(work.labels()));

  public WorkIncrease {
    Required.that(metric != null && !metric.isBlank(), "work.metric", "a name", metric);
    Required.that(labels != null, "work.labels", "{...}", null);
    Required.that(
        increase >= 0 && Double.isFinite(increase),
        metric + ".increase",
        "a number of 0 or more",
        increase);
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }
}
