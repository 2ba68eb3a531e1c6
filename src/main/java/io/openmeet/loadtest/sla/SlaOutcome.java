package io.openmeet.loadtest.sla;

/**
 * A service level, its measurement and its verdict.
 *
 * @param sla with the limit of the run
 */
public record SlaOutcome(Sla sla, Measured measured, Verdict verdict) {

  static SlaOutcome of(Sla sla, Measured measured) {
    SlaOutcome outcome = ofData(sla, measured);
    return outcome.verdict == Verdict.NO_DATA && sla.whenMissing() == Sla.WhenMissing.SKIP
        ? new SlaOutcome(sla, measured, Verdict.NOT_JUDGED)
        : outcome;
  }

  private static SlaOutcome ofData(Sla sla, Measured measured) {
    if (measured instanceof Measured.Value exact) {
      return new SlaOutcome(
          sla,
          measured,
          sla.bound().holds(exact.value(), sla.limit()) ? Verdict.MET : Verdict.BROKEN);
    }
    if (measured instanceof Measured.Interval interval) {
      return new SlaOutcome(sla, measured, judge(sla, interval));
    }
    if (measured instanceof Measured.Refuted) {
      return new SlaOutcome(sla, measured, Verdict.BROKEN);
    }
    return new SlaOutcome(sla, measured, Verdict.NO_DATA);
  }

  /**
   * The interval is open below and closed above, like a histogram's bucket: a value in (20, 50]
   * keeps a limit of 50, a value in (50, 100] breaks it. With the limit inside the interval there
   * is no verdict.
   */
  private static Verdict judge(Sla sla, Measured.Interval interval) {
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
    if (measured instanceof Measured.Value exact) {
      return text(exact.value());
    }
    if (measured instanceof Measured.Refuted refuted) {
      return "%s, but %s".formatted(text(refuted.value()), refuted.reason());
    }
    if (measured instanceof Measured.Interval interval) {
      return Double.isInfinite(interval.high())
          ? "above " + text(interval.low())
          : "%s to %s".formatted(text(interval.low()), text(interval.high()));
    }
    return "no data: " + ((Measured.Missing) measured).reason();
  }

  private String text(double value) {
    return sla.measure().unit().textApartFrom(value, sla.limit());
  }
}
