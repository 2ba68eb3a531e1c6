package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.Bound;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaOutcome;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.statistics.Rounded;

/**
 * A service level and its outcome, for files: flat, with plain values only.
 *
 * @param percentile 0-100; null for measures without one
 * @param metric name in the target's metrics; null for service levels with another source
 * @param limit in {@code unit}, scaled to the profile's intensity
 * @param actual in {@code unit}; null when only an interval or no value is known
 * @param actualLow the value is above it; null unless an interval is known
 * @param actualHigh the value is at or below it; null unless an interval with an end is known
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
    Unit unit,
    Verdict verdict,
    Double marginRatio,
    String reason) {

  public static SlaResult of(SlaOutcome outcome) {
    Sla sla = outcome.sla();
    Measured measured = outcome.measured();
    Double actual = exactValue(measured);
    Measured.Interval interval =
        measured instanceof Measured.Interval between ? between : new Measured.Interval(0, 0);
    boolean known = measured instanceof Measured.Interval;
    boolean endless = Double.isInfinite(interval.high());
    return new SlaResult(
        sla.id(),
        sla.name(),
        sla.measure(),
        sla.percentile(),
        sla.metric(),
        sla.bound(),
        sla.limit(),
        actual,
        known ? interval.low() : null,
        known && !endless ? interval.high() : null,
        sla.measure().unit(),
        outcome.verdict(),
        margin(outcome),
        reason(outcome));
  }

  private static boolean isDecided(SlaOutcome outcome) {
    return outcome.verdict() == Verdict.MET || outcome.verdict() == Verdict.BROKEN;
  }

  private static Double exactValue(Measured measured) {
    return measured instanceof Measured.Value exact
        ? Double.valueOf(exact.value())
        : measured instanceof Measured.Refuted refuted ? Double.valueOf(refuted.value()) : null;
  }

  private static Double margin(SlaOutcome outcome) {
    if (!isDecided(outcome)) {
      return null;
    }
    double limit = outcome.sla().limit();
    boolean below = outcome.sla().bound() == Bound.BELOW;
    double edge;
    Double exact = exactValue(outcome.measured());
    if (exact != null) {
      edge = exact;
    } else {
      Measured.Interval interval = (Measured.Interval) outcome.measured();
      edge = below == (outcome.verdict() == Verdict.MET) ? interval.high() : interval.low();
    }
    double margin = below ? (limit - edge) / limit : (edge - limit) / limit;
    return Rounded.ratio(margin);
  }

  private static String reason(SlaOutcome outcome) {
    if (outcome.measured() instanceof Measured.Refuted refuted) {
      return refuted.reason();
    }
    if (isDecided(outcome)) {
      return null;
    }
    return outcome.measured() instanceof Measured.Missing missing
        ? missing.reason()
        : "the value is %s, and the limit is in this range".formatted(outcome.measuredText());
  }

  /** The limit as text, such as {@code < 200 ms}. */
  public String limitText() {
    return bound.sign() + " " + unit.text(limit);
  }

  /** The measured value as text, such as {@code 142 ms}. */
  public String actualText() {
    if (actual != null) {
      return text(actual);
    }
    if (actualLow == null) {
      return "no data";
    }
    return actualHigh == null
        ? "above " + text(actualLow)
        : "%s to %s".formatted(text(actualLow), text(actualHigh));
  }

  private String text(double value) {
    return unit.textApartFrom(value, limit);
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

  /** The verdict as text. */
  public String verdictText() {
    return switch (verdict) {
      case MET -> "met";
      case BROKEN -> "broken";
      case NO_DATA -> "no data";
      case NOT_JUDGED -> "not judged";
    };
  }
}
