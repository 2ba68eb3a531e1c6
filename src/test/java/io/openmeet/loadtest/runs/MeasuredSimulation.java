package io.openmeet.loadtest.runs;

import io.gatling.javaapi.core.Simulation;
import io.openmeet.feeders.FeederException;
import io.openmeet.loadtest.browser.BrowserUsers;
import io.openmeet.loadtest.browser.NoBrowserException;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/**
 * Runs a load test from start to end. It checks settings, service levels and feeders, and prepares
 * the target before any load. Then come warm-up, measured window, verdict and the report of the
 * outcome. A simulation states only its load, its scenario and its service levels.
 *
 * <p>Gatling needs the target's address when it builds the simulation, so the constructor prepares
 * the target, not {@link #before()}.
 */
public abstract class MeasuredSimulation extends Simulation {
  /**
   * A run is stopped when it takes this much longer than planned, so every load loop is limited in
   * time. A target that never answers holds each request for 30 s (requestTimeout in gatling.conf):
   * two of them one after another before the load, and three after the window. The verdict follows
   * after that.
   */
  private static final Duration GRACE = Duration.ofSeconds(240);

  private final Testbed testbed;
  private final Judgement judgement;

  /**
   * @param load at full intensity
   * @param describe makes the scenario, before the target starts
   * @param levelIds the service levels of slas.json by which this simulation is judged; checked
   *     before the target starts
   */
  // javac 21 and later warn that setUp could call a subclass; Gatling's setUp does not.
  @SuppressWarnings("this-escape")
  protected MeasuredSimulation(
      Load load, Function<RunContext, Scenario> describe, String... levelIds) {
    // Machine-readable output needs ASCII digits, whatever the user's language.
    Locale.setDefault(Locale.ROOT);
    try {
      testbed = Testbed.prepare(getClass().getSimpleName(), load, describe, levelIds);
      testbed.injector().agreement().checkTimeLeft();
    } catch (ConfigurationException | FeederException mistake) {
      throw Refusal.exit(mistake);
    } catch (NoBrowserException unneeded) {
      throw Refusal.leaveOut(getClass().getSimpleName(), unneeded);
    }
    Injector injector = testbed.injector();
    RunContext run = injector.run();
    Scenario scenario = testbed.scenario();
    judgement = new Judgement(testbed.levels().judged(), scenario, run, testbed.observation());
    setUp(
            LoadSequence.of(run, injector.warmUp(), scenario, judgement.population()),
            injector.watch().population(),
            new Heartbeat(run.window(), injector.monitor()).population())
        .protocols(scenario.protocol().apply(TargetProtocol.of(testbed.target().baseUrl())))
        .assertions(judgement.assertions())
        .maxDuration(testbed.untilWindowCloses().plus(GRACE));
  }

  @Override
  public final void before() {
    Injector injector = testbed.injector();
    injector.agreement().awaitLoad(System.out::println);
    testbed
        .life()
        .loadBegins(
            testbed.facts(),
            testbed.leaves(),
            injector.monitor(),
            injector.warmUp()::progress,
            judgement::observedSoFar,
            injector.run().inFlight()::dropped);
    injector.begin();
    testbed.observation().warmUp();
  }

  @Override
  public final void after() {
    testbed.scenario().browser().ifPresent(BrowserUsers::loadOver);
    testbed.close();
    testbed
        .life()
        .loadOver(
            seal -> Observed.of(testbed, judgement, seal),
            testbed.injector().run().window().answered());
  }
}
