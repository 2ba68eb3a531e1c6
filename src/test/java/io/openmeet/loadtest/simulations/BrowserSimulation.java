package io.openmeet.loadtest.simulations;

import io.openmeet.loadtest.browser.BrowserUsers;
import io.openmeet.loadtest.journeys.ClientJourney;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.runs.MeasuredSimulation;
import io.openmeet.loadtest.runs.Scenario;

/**
 * What a few users of the web client feel while the API has its full load. The API's own times are
 * judged by {@link ApiSimulation}: here, a browser on the same machine takes CPU from it.
 */
public final class BrowserSimulation extends MeasuredSimulation {
  public BrowserSimulation() {
    super(
        Load.arrivalsPerSecond(5_000, BrowserUsers.SHORTEST_WINDOW),
        BrowserSimulation::scenario,
        "browser-lcp",
        "browser-inp",
        "browser-cls",
        "error-rate");
  }

  private static Scenario scenario(RunContext run) {
    BrowserUsers users = new BrowserUsers(new ClientJourney(run.share()), run.window());
    return ApiSimulation.scenario(run)
        .withBrowser(users)
        .withCounter("browser-lcp", users::lcp)
        .withCounter("browser-inp", users::inp)
        .withCounter("browser-cls", users::cls);
  }
}
