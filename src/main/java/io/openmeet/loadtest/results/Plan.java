package io.openmeet.loadtest.results;

/**
 * The arrivals that an open model asked for within the window: users, who start at a constant rate
 * whatever the target does. Users who loop, or who wait for others to leave, have no plan.
 *
 * @param arrivals users who were to start in the window
 * @param perSecond the rate that was injected, spare arrivals included; constant over the window
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

  /** That rate, over the whole window. */
  public static Plan constant(double perSecond, Window window) {
    return new Plan(Math.round(perSecond * window.seconds()), perSecond);
  }
}
