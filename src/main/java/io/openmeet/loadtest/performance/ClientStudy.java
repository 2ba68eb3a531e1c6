package io.openmeet.loadtest.performance;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.openmeet.loadtest.comparison.ExperimentAnalysis;
import io.openmeet.loadtest.comparison.Metric;
import io.openmeet.loadtest.comparison.MetricComparison;
import io.openmeet.loadtest.comparison.ScheduledRun;
import io.openmeet.loadtest.comparison.Side;
import io.openmeet.loadtest.comparison.ValueRange;
import io.openmeet.loadtest.results.PageFigure;
import io.openmeet.loadtest.statistics.Required;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the optimisations bring to a person who uses the web client in a real browser: side A is the
 * baseline, side B is optimized.
 *
 * @param runs two for each pair
 */
public record ClientStudy(List<PairedVisits> runs, List<MetricComparison> comparisons) {
  /** Visits of a pair. */
  public record PairedVisits(int pair, Side side, ClientVisits visits) {
    /** Such as {@code client-03-A}. */
    @JsonIgnore
    public String name() {
      return "client-" + new ScheduledRun(pair, side).folder();
    }
  }

  public ClientStudy {
    Required.that(runs != null && !runs.isEmpty(), "client.runs", "a run or more", runs);
    Required.that(comparisons != null, "client.comparisons", "a list", null);
    runs = List.copyOf(runs);
    comparisons = List.copyOf(comparisons);
  }

  /** Compares the runs of complete pairs. */
  static ClientStudy of(List<PairedVisits> runs) {
    return new ClientStudy(
        runs,
        ExperimentAnalysis.compare(
            Stream.of(PageFigure.values()).map(Metric::of).toList(),
            metrics(runs, Side.A),
            metrics(runs, Side.B)));
  }

  private static List<Map<Metric, ValueRange>> metrics(List<PairedVisits> runs, Side side) {
    return runs.stream()
        .filter(run -> run.side() == side)
        .sorted(Comparator.comparingInt(PairedVisits::pair))
        .map(run -> metrics(run.visits()))
        .toList();
  }

  private static Map<Metric, ValueRange> metrics(ClientVisits visits) {
    Map<Metric, ValueRange> metrics = new LinkedHashMap<>();
    visits
        .figures()
        .forEach(
            (figure, percentile) ->
                percentile
                    .ofAll()
                    .ifPresent(p75 -> metrics.put(Metric.of(figure), ValueRange.exact(p75))));
    return metrics;
  }

  /** In the order of their starts. */
  @JsonIgnore
  public List<PairedVisits> inOrder() {
    return runs.stream().sorted(Comparator.comparing(run -> run.visits().startedAt())).toList();
  }

  public Optional<MetricComparison> of(PageFigure figure) {
    return comparisons.stream()
        .filter(one -> one.metric().id().equals(Metric.of(figure).id()))
        .findFirst();
  }
}
