package io.openmeet.loadtest.results;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.openmeet.loadtest.statistics.Required;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Work that the target did for a request: the increase of one of its counters in the measured
 * window, divided by the requests that it answered meanwhile. On a shared machine this is far
 * steadier than a response time.
 *
 * @param metric name in the target's metrics; a histogram has two, {@code ..._count} and {@code
 *     ..._sum}
 * @param labels of the series, in no order
 * @param perRequest in the metric's unit; 0 or more
 */
public record WorkFigure(
    String metric,
    @JsonFormat(with = JsonFormat.Feature.WRITE_SORTED_MAP_ENTRIES) Map<String, String> labels,
    double perRequest) {
  /** The route of the target's metrics. */
  private static final String SCRAPES = "/metrics";

  public WorkFigure {
    Required.that(metric != null && !metric.isBlank(), "work.metric", "a name", metric);
    Required.that(labels != null, "work.labels", "{...}", null);
    Required.that(
        labels.values().stream().allMatch(Objects::nonNull), "work.labels", "texts", labels);
    Required.that(
        perRequest >= 0 && Double.isFinite(perRequest),
        metric + ".perRequest",
        "a number of 0 or more",
        perRequest);
    labels = Map.copyOf(labels);
  }

  /**
   * The series as Prometheus writes it, labels sorted by name, such as {@code
   * queries_total{query="find"}}.
   */
  @JsonIgnore
  public String series() {
    return labels.isEmpty()
        ? metric
        : new TreeMap<>(labels)
            .entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(",", metric + "{", "}"));
  }

  /**
   * The work of all series of a metric, without the answers to scrapes: users do not cause them.
   *
   * @return empty when there is no such series
   */
  public static OptionalDouble sum(List<WorkFigure> work, String metric) {
    double[] parts =
        work.stream()
            .filter(figure -> figure.metric().equals(metric))
            .filter(figure -> !SCRAPES.equals(figure.labels().get("route")))
            .mapToDouble(WorkFigure::perRequest)
            .toArray();
    return parts.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(DoubleStream.of(parts).sum());
  }
}
