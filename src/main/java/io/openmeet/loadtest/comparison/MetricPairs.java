package io.openmeet.loadtest.comparison;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * The values of a metric in those pairs in which both runs have it, and the test of their
 * difference: the t test of ln(B/A), or the sign test where there is no such logarithm. A value of
 * 0 is not replaced by a small one, and a range not by its middle, because the replacement would
 * decide the outcome.
 *
 * @param a values of side A, one for each pair
 * @param b values of side B, in the order of the same pairs
 */
record MetricPairs(Metric metric, List<ValueRange> a, List<ValueRange> b) {
  int count() {
    return a.size();
  }

  /** What is 0 in every run shows nothing, and must not make the others' tests weaker. */
  boolean isTested() {
    return count() >= ExperimentResult.LEAST_PAIRS && !all(figure -> figure.high() == 0);
  }

  /** Empty with fewer than two pairs, a value of 0, or a value that is known only as a range. */
  Optional<PairedRatio> ratio() {
    return count() >= 2 && all(ValueRange::isExact) && all(figure -> figure.low() > 0)
        ? Optional.of(PairedRatio.of(values(a), values(b), metric.resolution()))
        : Optional.empty();
  }

  /** Two-sided p-value (0-1) that there is no difference. */
  double p() {
    return ratio().map(PairedRatio::p).orElseGet(this::signTest);
  }

  /** Pairs without a certain order are left out, as usual (Dixon and Mood 1946). */
  private double signTest() {
    int above = count(1);
    int ordered = above + count(-1);
    return ordered == 0 ? 1 : BinomialTest.withDefaults().test(ordered, above, 0.5).getPValue();
  }

  /** 1 when B is above A in most pairs, -1 when it is below, 0 when neither. */
  int direction() {
    return Integer.signum(count(1) - count(-1));
  }

  private int count(int order) {
    return (int) IntStream.range(0, count()).filter(i -> b.get(i).order(a.get(i)) == order).count();
  }

  ValueRange summaryOfA() {
    return ratio().map(ratio -> ValueRange.exact(ratio.a())).orElseGet(() -> summary(a));
  }

  ValueRange summaryOfB() {
    return ratio().map(ratio -> ValueRange.exact(ratio.b())).orElseGet(() -> summary(b));
  }

  private static ValueRange summary(List<ValueRange> side) {
    return side.stream().allMatch(ValueRange::isExact)
        ? ValueRange.exact(side.stream().mapToDouble(ValueRange::low).average().orElseThrow())
        : new ValueRange(
            side.stream().mapToDouble(ValueRange::low).min().orElseThrow(),
            side.stream().mapToDouble(ValueRange::high).max().orElseThrow());
  }

  /** Why there is no ratio; null when there is one, or when there are too few pairs for one. */
  String note() {
    if (ratio().isPresent() || count() < 2) {
      return null;
    }
    if (!all(ValueRange::isExact)) {
      return "Only the histogram's buckets are known, so there is no ratio; the sign test decides.";
    }
    return all(figure -> figure.low() == 0)
        ? "It is 0 in every run, so it is not tested."
        : "It is 0 in some runs, so there is no ratio; the sign test decides.";
  }

  private boolean all(Predicate<ValueRange> condition) {
    return a.stream().allMatch(condition) && b.stream().allMatch(condition);
  }

  private static List<Double> values(List<ValueRange> side) {
    return side.stream().map(ValueRange::low).toList();
  }
}
