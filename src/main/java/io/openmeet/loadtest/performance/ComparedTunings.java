package io.openmeet.loadtest.performance;

import io.openmeet.loadtest.comparison.ExperimentPlan;
import io.openmeet.loadtest.comparison.ExperimentResult;
import io.openmeet.loadtest.comparison.Metric;
import io.openmeet.loadtest.comparison.MetricComparison;
import io.openmeet.loadtest.comparison.PairedRatio;
import io.openmeet.loadtest.comparison.Side;
import io.openmeet.loadtest.comparison.ValueRange;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The experiment that compares the tunings: side A is the baseline, side B is optimized.
 *
 * @param usablePairs numbers of the pairs that are compared
 * @param leftOut why the other pairs are not compared, a sentence for each
 */
public record ComparedTunings(
    ExperimentPlan plan,
    List<PairedRun> runs,
    List<Integer> usablePairs,
    List<String> leftOut,
    List<MetricComparison> comparisons) {
  /** A run of a pair. */
  public record PairedRun(int pair, Side side, MeasuredRun run) {}

  public ComparedTunings {
    runs = List.copyOf(runs);
    usablePairs = List.copyOf(usablePairs);
    leftOut = List.copyOf(leftOut);
    comparisons = List.copyOf(comparisons);
  }

  public static ComparedTunings of(ExperimentResult result) {
    return new ComparedTunings(
        result.plan(),
        result.runs().stream()
            .map(
                run ->
                    new PairedRun(
                        run.pair(), run.side(), MeasuredRun.of(run.folder(), run.result())))
            .toList(),
        result.usablePairs(),
        result.leftOut(),
        result.comparisons());
  }

  /**
   * @param id of a metric, such as {@code p95}
   */
  public Optional<MetricComparison> of(String id) {
    return comparisons.stream().filter(one -> one.metric().id().equals(id)).findFirst();
  }

  /**
   * Bytes sent for each request. The experiment compares them by route; this is their sum, so it
   * has an interval but no outcome. Empty if a run of the usable pairs has no such figure, or if
   * there are fewer than two pairs.
   */
  public Optional<MetricComparison> sentBytes() {
    List<Double> a = sentBytes(Side.A);
    List<Double> b = sentBytes(Side.B);
    int pairs = usablePairs.size();
    if (pairs < 2 || a.size() < pairs || b.size() < pairs) {
      return Optional.empty();
    }
    PairedRatio ratio = PairedRatio.of(a, b, 0);
    return Optional.of(
        new MetricComparison(
            new Metric("sentBytes", "Bytes sent for each request", "bytes", Metric.Kind.WORK, 0),
            pairs,
            ValueRange.exact(ratio.a()),
            ValueRange.exact(ratio.b()),
            ratio.ratio(),
            ratio.low(),
            ratio.high(),
            null,
            null,
            null,
            null));
  }

  /** Of the usable pairs, in their order; only values above 0. */
  private List<Double> sentBytes(Side side) {
    return runs.stream()
        .filter(run -> run.side() == side && usablePairs.contains(run.pair()))
        .sorted(Comparator.comparingInt(PairedRun::pair))
        .map(run -> run.run().perRequest().getOrDefault(Resource.BANDWIDTH, 0.0))
        .filter(bytes -> bytes > 0)
        .toList();
  }
}
