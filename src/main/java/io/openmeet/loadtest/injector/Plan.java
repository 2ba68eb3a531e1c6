package io.openmeet.loadtest.injector;

import io.openmeet.loadtest.statistics.Required;
import io.openmeet.loadtest.statistics.Window;

/**
 * The planned arrivals of an open model within the window: users start at a constant rate,
 * independent of the target. Users that loop, or that wait for others to leave, have no plan.
 *
 * @param arrivals users that should start in the window
 * @param perSecond injected rate, spare arrivals included; constant over the window
 */
public record Plan(long arrivals, double perSecond) {
  public Plan {
    Required.that(arrivals > 0, "plan.arrivals", "a number above 0", arrivals);
    Required.that(
        perSecond > 0 && Double.isFinite(perSecond),
        "plan.perSecond",
        "a number above 0",
        perSecond);
  }

  /** This rate over the whole window. */
  public static Plan constant(double perSecond, Window window) {
    return new Plan(Math.round(perSecond * window.seconds()), perSecond);
  }
}
