package io.openmeet.loadtest.target;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * The types that a scrape declares: {@code # TYPE <metric> <type>}.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus' text
 *     format</a>
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics, where a
 *     counter's declaration has no {@code _total}</a>
 */
final class MetricTypes {
  private static final String DECLARATION = "# TYPE";
  private static final String COUNTER = "counter";
  private static final Set<String> DISTRIBUTIONS = Set.of("histogram", "summary");

  private final Map<String, String> typeByMetric = new HashMap<>();

  private MetricTypes() {}

  static MetricTypes read(List<String> lines) {
    MetricTypes types = new MetricTypes();
    for (String line : lines) {
      if (line.startsWith(DECLARATION)) {
        StringTokenizer words = new StringTokenizer(line.substring(DECLARATION.length()));
        if (words.countTokens() == 2) {
          types.typeByMetric.put(words.nextToken(), words.nextToken());
        }
      }
    }
    return types;
  }

  /**
   * Whether samples of that name only grow while the target's process lives: a counter, or the
   * count or the sum of a histogram or a summary.
   */
  boolean isCounter(String sample) {
    String declared = typeByMetric.get(sample);
    if (declared != null) {
      return declared.equals(COUNTER);
    }
    int suffix = sample.lastIndexOf('_');
    if (suffix < 0) {
      return false;
    }
    String type = typeByMetric.getOrDefault(sample.substring(0, suffix), "");
    return switch (sample.substring(suffix)) {
      case "_total" -> type.equals(COUNTER);
      case "_count", "_sum" -> DISTRIBUTIONS.contains(type);
      default -> false;
    };
  }
}
