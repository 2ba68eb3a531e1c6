package io.openmeet.loadtest.comparison;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Decides what the pairs show about a metric. The first rule that applies decides:
 *
 * <ol>
 *   <li>EQUIVALENT: the 95 % interval of B/A lies within 1/1.05 to 1.05, and the noise is so small
 *       that a difference of 5 % would have been seen with 80 % probability. A difference that is
 *       certain, but smaller than 5 %, is EQUIVALENT too.
 *   <li>FASTER or SLOWER: Holm's p is below 0.05.
 *   <li>INCONCLUSIVE, with the number of pairs that would decide if mean and noise stay the same.
 * </ol>
 *
 * @param metrics number of metrics that are tested together
 * @param usablePairs of the experiment
 */
record MetricVerdict(int metrics, int usablePairs) {
  private static final double ALPHA = 0.05;

  /** ln 1.05: the smallest difference that matters. */
  private static final double MARGIN = Math.log(1.05);

  /**
   * @param p adjusted p-value (0-1); null when there are too few pairs
   */
  MetricComparison of(MetricPairs pairs, Double p) {
    PairedRatio ratio = pairs.ratio().orElse(null);
    Outcome outcome = p == null ? null : outcome(pairs, ratio, p);
    boolean open = outcome == Outcome.INCONCLUSIVE && ratio != null;
    OptionalInt toDecide = open ? pairsToDecide(pairs.metric(), ratio) : OptionalInt.empty();
    return new MetricComparison(
        pairs.metric(),
        pairs.count(),
        pairs.summaryOfA(),
        pairs.summaryOfB(),
        ratio == null ? null : ratio.ratio(),
        ratio == null || p == null ? null : ratio.low(),
        ratio == null || p == null ? null : ratio.high(),
        p,
        outcome,
        toDecide.isPresent() ? toDecide.getAsInt() : null,
        note(pairs, open && isCoarse(pairs.metric(), ratio)));
  }

  private Outcome outcome(MetricPairs pairs, PairedRatio ratio, double p) {
    if (ratio != null && isEquivalent(pairs.metric(), ratio)) {
      return Outcome.EQUIVALENT;
    }
    int direction = ratio == null ? pairs.direction() : (int) Math.signum(ratio.meanLog());
    if (p >= ALPHA || direction == 0) {
      return Outcome.INCONCLUSIVE;
    }
    return direction < 0 == pairs.metric().kind().lowerIsBetter() ? Outcome.FASTER : Outcome.SLOWER;
  }

  private boolean isEquivalent(Metric metric, PairedRatio ratio) {
    return !isCoarse(metric, ratio)
        && isWithinMargin(ratio, ratio.pairs())
        && power(ratio).sees(ratio.pairs(), MARGIN);
  }

  /** Whether two values that look the same may differ by more than 5 %, in every pair. */
  private static boolean isCoarse(Metric metric, PairedRatio ratio) {
    return metric.resolution() > Math.min(ratio.a(), ratio.b()) * Math.expm1(MARGIN);
  }

  /** Whether the interval would lie within the margin, if so many pairs had this mean and noise. */
  private static boolean isWithinMargin(PairedRatio ratio, int pairs) {
    double t = TDistribution.of(pairs - 1).inverseSurvivalProbability(ALPHA / 2);
    return Math.abs(ratio.meanLog()) + t * ratio.sdLog() / Math.sqrt(pairs) <= MARGIN;
  }

  private OptionalInt pairsToDecide(Metric metric, PairedRatio ratio) {
    OptionalInt different = power(ratio).toSee(Math.abs(ratio.meanLog()));
    OptionalInt equivalent =
        isCoarse(metric, ratio)
            ? OptionalInt.empty()
            : PowerAnalysis.fewest(
                pairs -> isWithinMargin(ratio, pairs) && power(ratio).sees(pairs, MARGIN));
    return Stream.of(different, equivalent).flatMapToInt(OptionalInt::stream).min();
  }

  /** At the level that Holm's method needs at most. */
  private PowerAnalysis power(PairedRatio ratio) {
    return new PowerAnalysis(ratio.sdLog(), ALPHA / metrics);
  }

  private String note(MetricPairs pairs, boolean coarse) {
    String missing =
        pairs.count() == usablePairs
            ? null
            : "Only %d of %d pairs have it.".formatted(pairs.count(), usablePairs);
    String rounding =
        coarse
            ? "It is measured in whole milliseconds, which are more than 5 % of it: EQUIVALENT cannot be shown."
            : null;
    String note =
        Stream.of(missing, pairs.note(), rounding)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    return note.isEmpty() ? null : note;
  }
}
