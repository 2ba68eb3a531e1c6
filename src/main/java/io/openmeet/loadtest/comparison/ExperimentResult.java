package io.openmeet.loadtest.comparison;

import java.util.List;

/**
 * The result of an experiment: the content of {@code experiment.json}.
 *
 * @param runs that have ended, in the order of the schedule
 * @param usablePairs numbers of the pairs that are compared
 * @param leftOut why the other pairs are not compared, a sentence for each
 * @param comparisons in the order of the reports; without any verdict if fewer than {@link
 *     #LEAST_PAIRS} pairs are usable
 */
public record ExperimentResult(
    ExperimentPlan plan,
    List<ExperimentRun> runs,
    List<Integer> usablePairs,
    List<String> leftOut,
    List<MetricComparison> comparisons) {
  /** With fewer pairs, there is no verdict. */
  public static final int LEAST_PAIRS = 3;

  public ExperimentResult {
    runs = List.copyOf(runs);
    usablePairs = List.copyOf(usablePairs);
    leftOut = List.copyOf(leftOut);
    comparisons = List.copyOf(comparisons);
  }
}
