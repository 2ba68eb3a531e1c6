package io.openmeet.loadtest.injector;

import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.statistics.Required;

/**
 * Arrivals of an open model that were not sent, because the allowed number of requests was already
 * in flight. Each started on time, so the injector worked correctly: the target did not bear the
 * load.
 *
 * @param count arrivals that were dropped in the window
 * @param maxInFlight allowed number of requests in flight
 */
public record DroppedArrivals(long count, int maxInFlight) {
  public DroppedArrivals {
    Required.that(count >= 0, "dropped.count", "a number of 0 or more", count);
    Required.that(maxInFlight > 0, "dropped.maxInFlight", "a number above 0", maxInFlight);
  }

  /** The count; 0 when the load is not an open model. */
  public static long count(DroppedArrivals dropped) {
    return dropped == null ? 0 : dropped.count();
  }

  /**
   * The measured value, or a refutation of it: a service level on the amount of load is broken
   * whenever a part of the load was dropped.
   *
   * @param dropped arrivals that were dropped in the window
   */
  public static Measured ofLoadWith(long dropped, Sla sla, Measured measured) {
    return dropped > 0
            && sla.measure().scalesWithIntensity()
            && measured instanceof Measured.Value value
        ? new Measured.Refuted(value.value(), NumberText.count(dropped) + " arrivals were dropped")
        : measured;
  }

  /**
   * A sentence for the reports.
   *
   * @param arrivals null when there is no plan
   */
  public String sentence(ArrivalFigures arrivals) {
    String planned =
        arrivals == null ? "" : " of %s planned".formatted(NumberText.count(arrivals.planned()));
    return "%s%s arrivals were dropped: %s requests, the most allowed, were in flight, and the target had not answered them. Response times and error rates do not include dropped arrivals. If the target may have more requests in flight, raise -Dinjector.maxInFlight."
        .formatted(NumberText.count(count), planned, NumberText.count(maxInFlight));
  }
}
