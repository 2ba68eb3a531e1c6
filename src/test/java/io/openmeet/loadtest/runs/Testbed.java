package io.openmeet.loadtest.runs;

import io.openmeet.feeders.FeederException;
import io.openmeet.loadtest.agreement.StartAgreement;
import io.openmeet.loadtest.browser.BrowserUsers;
import io.openmeet.loadtest.browser.Chromium;
import io.openmeet.loadtest.browser.NoBrowserException;
import io.openmeet.loadtest.dashboard.Dashboard;
import io.openmeet.loadtest.dashboard.RunFacts;
import io.openmeet.loadtest.load.AskedLoad;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.reports.Scorecard;
import io.openmeet.loadtest.results.ClockOffset;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.ProjectFolder;
import io.openmeet.loadtest.settings.Settings;
import io.openmeet.loadtest.statistics.Window;
import io.openmeet.loadtest.target.Target;
import io.openmeet.loadtest.target.TargetClock;
import io.openmeet.loadtest.trends.RunHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a run needs before its load, whatever its users do: checked settings and service levels, an
 * injector, an open dashboard, a healthy target, and the end of the run.
 *
 * @param simulation the class, without its package
 * @param scenario what its users do
 * @param clock its difference from the clock that all injectors share; empty when they agree on
 *     nothing, or the difference is not known
 * @param untilWindowCloses the longest time from the first sign-in until the window closes
 */
record Testbed(
    String simulation,
    ServiceLevels levels,
    Injector injector,
    Scenario scenario,
    Dashboard dashboard,
    Target target,
    TargetObservation observation,
    RunLife life,
    Optional<ClockOffset> clock,
    Duration untilWindowCloses)
    implements AutoCloseable {

  /** Where Gatling writes its runs; the pom sets it for this class and for the plugin. */
  private static final Path RESULTS =
      Path.of(System.getProperty("loadtest.results", "target/gatling"));

  /**
   * Checks and opens all parts, the cheapest first: a wrong file is found before the target starts.
   *
   * @param describe makes the scenario, and reads its feeder files
   * @param levelIds the service levels of slas.json by which the simulation is judged
   * @throws ConfigurationException when a setting, the machine or the target is wrong
   * @throws FeederException when a feeder file is wrong
   * @throws NoBrowserException when the simulation needs a browser and is not meant to run
   */
  static Testbed prepare(
      String simulation, Load load, Function<RunContext, Scenario> describe, String... levelIds) {
    GatlingOptions.check(System.getProperties());
    Settings settings =
        Settings.from(System.getProperties()).withWindowOfAtLeast(load.shortestWindow());
    AskedLoad asked = new AskedLoad(load, settings.scale());
    asked.check(simulation);
    ServiceLevels levels =
        ServiceLevels.read(
            settings.slas(), asked, !settings.target().metrics().isEmpty(), levelIds);
    Injector injector = Injector.prepare(settings, load, new DiskSpace(RESULTS));
    Scenario scenario = describe.apply(injector.run());
    scenario
        .browser()
        .ifPresent(
            users ->
                users.start(
                    settings.browser(),
                    Chromium.find(),
                    Runtime.getRuntime().availableProcessors(),
                    settings.target().baseUrl().isEmpty()));
    Dashboard dashboard =
        Dashboard.open(settings.dashboard(), settings.remoteWrite(), System.out::println);
    Target target = Target.of(settings);
    RunHistory history = new RunHistory(ProjectFolder.path().resolve(settings.history()));
    RunLife life = new RunLife(simulation, RESULTS, history, target, dashboard);
    Duration untilWindowCloses =
        load.longestUntilWindowCloses(
            settings.scale(), settings.longestWarmUp().plus(injector.agreement().longestWait()));
    scenario.checks().forEach(check -> check.check(target, untilWindowCloses));
    MeasuredWindow window = injector.run().window();
    window.whenAnnounced(
        () -> {
          long opensAtMs = window.startEpochMillis();
          injector.monitor().watch(window.untilOpen(), window.length(), opensAtMs);
          dashboard.windowKnown(new Window(opensAtMs, opensAtMs + window.length().toMillis()));
        });
    return new Testbed(
        simulation,
        levels,
        injector,
        scenario,
        dashboard,
        target,
        new TargetObservation(target.metrics(), window, settings.scale().share()),
        life,
        clock(injector.agreement(), target),
        untilWindowCloses);
  }

  private static Optional<ClockOffset> clock(StartAgreement agreement, Target target) {
    return agreement.isNone()
        ? Optional.empty()
        : agreement.clock().or(() -> new TargetClock(target).offset());
  }

  /** What the run leaves at a target that others use, too; empty: nothing, or nowhere. */
  Optional<String> leaves() {
    return target.isOnThisMachine() ? Optional.empty() : scenario.leaves();
  }

  /** What the dashboard shows about the run from its start. */
  RunFacts facts() {
    RunContext run = injector.run();
    return new RunFacts(
        simulation,
        run.scale().profile().label(),
        new AskedLoad(run.load(), run.scale()).changes(),
        target.baseUrl().toString(),
        Scorecard.NAME,
        levels.judged(),
        scenario.samples(),
        scenario.sends(),
        run.load().plannedPerSecond(run.scale()),
        LoadSequence.BESIDE_THE_LOAD,
        levels.responseTimeLimitsMs());
  }

  /** Stops what was started, except the dashboard: it still has to show the outcome. */
  @Override
  public void close() {
    injector.close();
    observation.close();
    scenario.browser().ifPresent(BrowserUsers::close);
    target.close();
    injector.log().printCounts(System.out::println);
  }
}
