package io.openmeet.loadtest.comparison;

/**
 * A metric of side B against side A, over the usable pairs.
 *
 * <p>Where all values are exact and above 0, the ratio is the geometric mean of B/A over the pairs,
 * with the t interval of the mean log ratio. Otherwise there is no ratio, and p is the sign test's.
 *
 * @param pairs pairs in which both runs have the metric
 * @param a geometric mean of side A if there is a ratio; arithmetic mean if there is a zero; the
 *     range of all runs if only ranges are known
 * @param b the same for side B
 * @param ratio B/A; null without one
 * @param low lower end of the ratio's 95 % interval; null without one
 * @param high upper end of the ratio's 95 % interval; null without one
 * @param p two-sided p-value (0-1), adjusted over all metrics (Holm 1979); null with fewer than
 *     three pairs, or when it is 0 in every run
 * @param outcome null as {@code p}
 * @param pairsToDecide roughly how many pairs would decide, at the noise that was measured; null if
 *     it is decided or not known
 * @param note why there is no ratio, or no more certain outcome; a sentence, or null
 */
public record MetricComparison(
    Metric metric,
    int pairs,
    ValueRange a,
    ValueRange b,
    Double ratio,
    Double low,
    Double high,
    Double p,
    Outcome outcome,
    Integer pairsToDecide,
    String note) {

  /**
   * The outcome in the metric's words: FASTER and SLOWER for times and rates, LESS and MORE for
   * other figures; empty without one.
   */
  public String outcomeText() {
    if (outcome == null) {
      return "";
    }
    if (metric.kind().isSpeed() || outcome != Outcome.FASTER && outcome != Outcome.SLOWER) {
      return outcome.name();
    }
    return (outcome == Outcome.FASTER) == metric.kind().lowerIsBetter() ? "LESS" : "MORE";
  }
}
