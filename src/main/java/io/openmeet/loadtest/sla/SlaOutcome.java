package io.openmeet.loadtest.sla;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A service level, its measurement and its verdict.
 *
 * @param sla with the limit of the run
 */
public record SlaOutcome(Sla sla, Measured measured, Verdict verdict) {

  static SlaOutcome of(Sla sla, Measured measured) {
    Verdict verdict = verdict(sla, measured);
    return new SlaOutcome(
        sla,
        measured,
        verdict == Verdict.NO_DATA && sla.whenMissing() == Sla.WhenMissing.SKIP
            ? Verdict.NOT_JUDGED
            : verdict);
  }

  private static Verdict verdict(Sla sla, Measured measured) {
    if (measured instanceof Measured.Value exact) {
      return sla.bound().holds(exact.value(), sla.limit()) ? Verdict.MET : Verdict.BROKEN;
    }
    if (measured instanceof Measured.Interval interval) {
      return verdict(sla, interval);
    }
    return measured instanceof Measured.Refuted ? Verdict.BROKEN : Verdict.NO_DATA;
  }

  /**
   * The interval is open below and closed above, like a histogram's bucket: a value in (20, 50]
   * keeps a limit of 50, a value in (50, 100] breaks it. With the limit inside the interval there
   * is no verdict.
   */
  private static Verdict verdict(Sla sla, Measured.Interval interval) {
    boolean upwards = sla.bound() != Bound.BELOW;
    if (interval.high() <= sla.limit()) {
      return upwards ? Verdict.BROKEN : Verdict.MET;
    }
    if (interval.low() >= sla.limit()) {
      return upwards ? Verdict.MET : Verdict.BROKEN;
    }
    return Verdict.NO_DATA;
  }

  /** What was measured, for people. */
  public String measuredText() {
    return measured.text(sla.measure().unit(), sla.limit());
  }

  /**
   * Distance from the value to the limit as a ratio of the limit; below 0 on the wrong side; the
   * smallest distance for an interval. Empty without a verdict.
   */
  public OptionalDouble marginRatio() {
    if (!isDecided()) {
      return OptionalDouble.empty();
    }
    boolean below = sla.bound() == Bound.BELOW;
    double nearest =
        measured instanceof Measured.Interval interval
            ? interval.high() <= sla.limit() ? interval.high() : interval.low()
            : measured.exact().getAsDouble();
    double distance = below ? sla.limit() - nearest : nearest - sla.limit();
    return OptionalDouble.of(distance / sla.limit());
  }

  /** Why there is no verdict, or why the level is broken regardless of its value. */
  public Optional<String> reason() {
    if (measured instanceof Measured.Refuted refuted) {
      return Optional.of(refuted.reason());
    }
    if (isDecided()) {
      return Optional.empty();
    }
    return Optional.of(
        measured instanceof Measured.Missing missing
            ? missing.reason()
            : "the value is %s, and the limit is in this range".formatted(measuredText()));
  }

  private boolean isDecided() {
    return verdict == Verdict.MET || verdict == Verdict.BROKEN;
  }
}
