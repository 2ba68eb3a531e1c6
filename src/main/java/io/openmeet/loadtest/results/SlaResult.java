package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.Bound;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaOutcome;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.statistics.ConfidenceInterval;
import io.openmeet.loadtest.statistics.Rounded;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A service level and its outcome, for files: flat, with plain values only.
 *
 * @param percentile 0-100; null for measures without one
 * @param metric name in the target's metrics; null for service levels with another source
 * @param limit in {@code unit}, scaled to the profile's intensity
 * @param actual in {@code unit}; null when only an interval or no value is known
 * @param actualLow the value is above it; null unless an interval is known
 * @param actualHigh the value is at or below it; null unless an interval with an end is known
 * @param confidenceLow in {@code unit}: start of the 95 % confidence interval of {@code actual};
 *     null when the window is too short for one
 * @param confidenceHigh end of that interval
 * @param marginRatio distance from the value to the limit as a ratio of the limit; below 0 on the
 *     wrong side; the smallest distance for an interval. Null without a verdict
 * @param reason why there is no verdict, or why the level is broken regardless of its value; null
 *     otherwise
 */
public record SlaResult(
    String id,
    String name,
    Measure measure,
    Double percentile,
    String metric,
    Bound bound,
    Double limit,
    Double actual,
    Double actualLow,
    Double actualHigh,
    Double confidenceLow,
    Double confidenceHigh,
    Unit unit,
    Verdict verdict,
    Double marginRatio,
    String reason) {

  /** A level whose confidence interval is not known. */
  public static SlaResult of(SlaOutcome outcome) {
    return of(outcome, Optional.empty());
  }

  /**
   * @param confidence of an exact value, in the unit of the level
   */
  public static SlaResult of(SlaOutcome outcome, Optional<ConfidenceInterval> confidence) {
    Sla sla = outcome.sla();
    OptionalDouble exact = outcome.measured().exact();
    Double low = null;
    Double high = null;
    if (outcome.measured() instanceof Measured.Interval interval) {
      low = interval.low();
      high = Double.isInfinite(interval.high()) ? null : interval.high();
    }
    OptionalDouble margin = outcome.marginRatio();
    return new SlaResult(
        sla.id(),
        sla.name(),
        sla.measure(),
        sla.percentile(),
        sla.metric(),
        sla.bound(),
        sla.limit(),
        exact.isPresent() ? exact.getAsDouble() : null,
        low,
        high,
        confidence.map(ConfidenceInterval::low).orElse(null),
        confidence.map(ConfidenceInterval::high).orElse(null),
        sla.measure().unit(),
        outcome.verdict(),
        margin.isPresent() ? Rounded.ratio(margin.getAsDouble()) : null,
        outcome.reason().orElse(null));
  }

  /** The limit as text, such as {@code < 200 ms}. */
  public String limitText() {
    return bound.text(limit, unit);
  }

  /**
   * The measured value as text, such as {@code 142 ms}, with its confidence interval when it has
   * one: {@code 142 ms (139 to 151)}.
   */
  public String actualText() {
    String value = measured().text(unit, limit);
    return confidenceLow == null
        ? value
        : "%s (%s)".formatted(value, unit.rangeNumbers(confidenceLow, confidenceHigh));
  }

  private Measured measured() {
    if (actual != null) {
      return new Measured.Value(actual);
    }
    return actualLow == null
        ? new Measured.Missing(reason)
        : new Measured.Interval(
            actualLow, actualHigh == null ? Double.POSITIVE_INFINITY : actualHigh);
  }

  /**
   * The margin for people, such as {@code 29 % below the limit}; empty without one. If a level is
   * broken for another reason than its value, the text gives that reason.
   */
  public String marginText() {
    if (marginRatio == null) {
      return "";
    }
    if (verdict == Verdict.BROKEN && marginRatio >= 0 && reason != null) {
      return reason;
    }
    String atLeast = actual == null ? "at least " : "";
    double ratio = Math.abs(marginRatio);
    String margin = atLeast + NumberText.percent(ratio, leastDecimals(ratio)) + " " + side();
    return verdict == Verdict.BROKEN && reason != null ? margin + ": " + reason : margin;
  }

  private String side() {
    if (bound == Bound.BELOW) {
      return verdict == Verdict.MET ? "below the limit" : "too high";
    }
    return verdict == Verdict.MET ? "above the limit" : "too low";
  }

  /** Two digits show how near the limit is. */
  private static int leastDecimals(double ratio) {
    return ratio == 0 || ratio >= 0.1 ? 0 : ratio >= 0.001 ? 1 : 2;
  }
}
