package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import java.util.Locale;

/**
 * Arrivals of an open model's window that were not sent, since as many requests as are allowed were
 * in flight, unanswered. Each started on time, so the injector did its part: it is the target that
 * did not bear the load.
 *
 * @param count arrivals that were dropped in the window
 * @param maxInFlight requests in flight at most
 */
public record DroppedArrivals(long count, int maxInFlight) {
  public DroppedArrivals {
    Required.that(count >= 0, "dropped.count", "a number of 0 or more", count);
    Required.that(maxInFlight > 0, "dropped.maxInFlight", "a number above 0", maxInFlight);
  }

  /** How many; 0 when the load is no open model. */
  static long count(DroppedArrivals dropped) {
    return dropped == null ? 0 : dropped.count();
  }

  /**
   * A level that says how much load the target bears is broken when some of the load was dropped,
   * whatever its value.
   *
   * @param dropped arrivals that were dropped in the window
   */
  public static Measured ofLoadWith(long dropped, Sla sla, Measured measured) {
    return dropped > 0 && sla.measure().scales() && measured instanceof Measured.Value value
        ? new Measured.Refuted(
            value.value(), String.format(Locale.ROOT, "%,d arrivals were dropped", dropped))
        : measured;
  }

  /**
   * What happened, for people.
   *
   * @param arrivals null when there is no plan
   */
  String sentence(ArrivalFigures arrivals) {
    String planned =
        arrivals == null ? "" : String.format(Locale.ROOT, " of %,d planned", arrivals.planned());
    return String.format(
        Locale.ROOT,
        "%,d%s arrivals were dropped: %,d requests, the most allowed, were in flight, and the target had not answered them. Dropped arrivals are in no response time and in no error rate. If the target should have kept up, raise -Dinjector.maxInFlight.",
        count,
        planned,
        maxInFlight);
  }
}
