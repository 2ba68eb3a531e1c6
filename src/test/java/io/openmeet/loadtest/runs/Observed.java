package io.openmeet.loadtest.runs;

import io.openmeet.loadtest.browser.BrowserUsers;
import io.openmeet.loadtest.injector.DroppedArrivals;
import io.openmeet.loadtest.injector.Plan;
import io.openmeet.loadtest.load.AskedLoad;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.results.Fingerprint;
import io.openmeet.loadtest.results.GitCommit;
import io.openmeet.loadtest.results.LogSeal;
import io.openmeet.loadtest.results.Observations;
import io.openmeet.loadtest.results.RunEnvironment;
import io.openmeet.loadtest.results.Stop;
import io.openmeet.loadtest.settings.LoadScale;
import io.openmeet.loadtest.settings.ProjectFolder;
import io.openmeet.loadtest.statistics.Window;
import io.openmeet.loadtest.target.Target;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Collects what the log of a run does not contain. */
final class Observed {
  private Observed() {}

  /**
   * @param seal identifies the log
   */
  static Observations of(Testbed testbed, Judgement judgement, LogSeal seal) {
    Injector injector = testbed.injector();
    RunContext run = injector.run();
    Scenario scenario = testbed.scenario();
    Target target = testbed.target();
    LoadScale scale = run.scale();
    Load load = run.load();
    Optional<Stop> stop = injector.watch().stop();
    Window window = window(run.window());
    Plan plan = stop.isPresent() ? null : plan(load.plannedPerSecond(scale), window);
    String fingerprint =
        Fingerprint.of(
            testbed.simulation(),
            scale.profile().label(),
            testbed.levels().ofWhole(),
            new AskedLoad(load, scale).description(),
            target.kind());
    return new Observations(
        Observations.SCHEMA_VERSION,
        testbed.simulation(),
        scale.profile().label(),
        target.baseUrl().toString(),
        window,
        scenario.samples().orElse(null),
        scenario.sends(),
        testbed.levels().recorded(),
        judgement.observed(),
        judgement.tallies(),
        testbed.observation().work(),
        scenario.browser().flatMap(BrowserUsers::figures).orElse(null),
        stop.orElse(null),
        plan,
        scenario.pace().map(Duration::toMillis).orElse(null),
        injector.log().userErrors().orElse(null),
        load.plannedPerSecond(scale).isPresent()
            ? new DroppedArrivals(run.inFlight().dropped(), run.inFlight().most())
            : null,
        run.distinctKeys().counts(),
        injector.warmUp().figures().orElse(null),
        injector.monitor().health(),
        LoadSequence.BESIDE_THE_LOAD,
        scale.share().isWhole() ? null : scale.share(),
        testbed.clock().orElse(null),
        RunEnvironment.here(
            io.gatling.commons.util.GatlingVersion.ThisVersion().fullVersion(),
            GitCommit.of(ProjectFolder.path()).orElse(null),
            target.isOnThisMachine(),
            fingerprint),
        seal);
  }

  private static Plan plan(OptionalDouble perSecond, Window window) {
    return perSecond.isPresent() ? Plan.constant(perSecond.getAsDouble(), window) : null;
  }

  /** A stopped run has the part of the window that took place, at least one millisecond. */
  private static Window window(MeasuredWindow measured) {
    long now = System.currentTimeMillis();
    if (!measured.isAnnounced()) {
      return new Window(now - 1, now);
    }
    long planned = measured.startEpochMillis() + measured.length().toMillis();
    long start = Math.min(measured.startEpochMillis(), now - 1);
    return new Window(start, Math.min(planned, now));
  }
}
