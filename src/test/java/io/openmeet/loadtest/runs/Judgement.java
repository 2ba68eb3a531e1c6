package io.openmeet.loadtest.runs;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.openmeet.loadtest.browser.BrowserUsers;
import io.openmeet.loadtest.injector.DroppedArrivals;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.results.Tally;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Service levels as Gatling sees them. Response times and errors become assertions on Gatling's
 * statistics, which contain only the measured window. A scenario that runs last judges what Gatling
 * cannot know: it has a group for each service level, which fails when the level is not met, and an
 * assertion that the group did not fail. So the result is in Gatling's report and in its exit code.
 */
final class Judgement {
  /** The scenario's name; its one user is not part of the load. */
  static final String SCENARIO = "Verdict";

  private static final Duration POLL = Duration.ofMillis(100);

  private static final Measured NOBODY_COUNTS =
      new Measured.Missing("the simulation does not count it");

  private final List<Sla> slas;
  private final Scenario scenario;
  private final RunContext run;
  private final TargetObservation target;
  private final Map<String, Measured> observed = new LinkedHashMap<>();
  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  Judgement(List<Sla> slas, Scenario scenario, RunContext run, TargetObservation target) {
    this.slas = slas;
    this.scenario = scenario;
    this.run = run;
    this.target = target;
  }

  List<Assertion> assertions() {
    List<Assertion> assertions = new ArrayList<>();
    for (Sla sla : slas) {
      onStatistics(sla).ifPresent(assertions::add);
      if (hasGroup(sla)) {
        assertions.add(details(sla.title()).failedRequests().count().is(0L));
      }
    }
    return assertions;
  }

  private Optional<Assertion> onStatistics(Sla sla) {
    return switch (sla.measure()) {
      case RESPONSE_TIME ->
          Optional.of(
              responseTimes()
                  .responseTime()
                  .percentile(sla.percentile())
                  // Times are whole milliseconds: below 199.5 is below 200.
                  .lt((int) Math.ceil(sla.limit())));
      case ERROR_RATE -> Optional.of(global().failedRequests().percent().lt(sla.limit() * 100));
      case THROUGHPUT -> Optional.of(global().allRequests().count().gte(requestsNeeded(sla)));
      default -> Optional.empty();
    };
  }

  /** Whether the last scenario judges it, because Gatling's statistics alone cannot. */
  private static boolean hasGroup(Sla sla) {
    return sla.measure() != Measure.RESPONSE_TIME && sla.measure() != Measure.ERROR_RATE;
  }

  private Assertion.WithPath responseTimes() {
    return scenario.samples().map(request -> details(request)).orElseGet(() -> global());
  }

  private long requestsNeeded(Sla throughput) {
    return (long) Math.ceil(throughput.limit() * run.window().length().toMillis() / 1000);
  }

  /** One user, after the load and after the visits that people in a browser began under it. */
  PopulationBuilder population() {
    ChainBuilder judge =
        asLongAs(session -> scenario.browser().filter(BrowserUsers::areVisiting).isPresent())
            .on(pause(POLL));
    for (Sla sla : slas) {
      if (hasGroup(sla)) {
        judge =
            judge
                .exec(group(sla.title()).on(exec(session -> failUnlessMet(session, sla))))
                .exec(Session::markAsSucceeded);
      }
    }
    return CoreDsl.scenario(SCENARIO).exec(judge).injectOpen(CoreDsl.atOnceUsers(1));
  }

  private Session failUnlessMet(Session session, Sla sla) {
    Measured measured = observe(sla);
    observed.put(sla.id(), measured);
    Measured ofLoad = DroppedArrivals.ofLoadWith(run.inFlight().dropped(), sla, measured);
    return switch (sla.judge(ofLoad).verdict()) {
      case MET, NOT_JUDGED -> session;
      case BROKEN, NO_DATA -> session.markAsFailed();
    };
  }

  private Measured observe(Sla sla) {
    if (sla.measure().fromTarget()) {
      return target.measure(sla);
    }
    if (sla.measure() == Measure.THROUGHPUT) {
      return new Measured.Value(run.window().answeredPerSecond());
    }
    Supplier<Tally> counter = scenario.counters().get(sla.id());
    if (counter == null) {
      return NOBODY_COUNTS;
    }
    Tally tally = counter.get();
    tallies.put(sla.id(), tally);
    return tally.measured(sla);
  }

  /**
   * By the service level's id, what is known during the load; the others have no data until its
   * end.
   */
  Map<String, Measured> observedSoFar() throws InterruptedException {
    Map<String, Measured> soFar = new HashMap<>();
    for (Sla sla : slas) {
      Supplier<Tally> counter = scenario.counters().get(sla.id());
      if (counter != null && sla.measure() == Measure.CONCURRENCY) {
        soFar.put(sla.id(), run.concurrency().heldSoFar());
      } else if (counter != null && isObserved(sla.measure())) {
        soFar.put(sla.id(), counter.get().measured(sla));
      }
    }
    try {
      soFar.putAll(
          target.measureNow(slas.stream().filter(sla -> sla.measure().fromTarget()).toList()));
    } catch (IOException | CompletionException unreadable) {
      // no data yet; the end of the run reports why
    }
    return soFar;
  }

  private static boolean isObserved(Measure measure) {
    return measure == Measure.OBSERVED_TIME || measure == Measure.OBSERVED_SCORE;
  }

  /** What the last scenario saw, by the service level's id; empty when the run ended before it. */
  Map<String, Measured> observed() {
    return observed;
  }

  /** What the journey counted for it, by the service level's id. */
  Map<String, Tally> tallies() {
    return tallies;
  }
}
