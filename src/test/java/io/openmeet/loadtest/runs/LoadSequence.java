package io.openmeet.loadtest.runs;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.load.WarmUp;
import io.openmeet.loadtest.load.WarmUpSteps;
import java.util.Set;

/**
 * Who comes in a run, one after another: users who sign in, clients who warm up the target of an
 * open model, the load, and the one user of the verdict. Each begins when the one before has ended.
 */
final class LoadSequence {
  private static final String SIGN_IN = "Sign in";
  private static final String CLIENTS = "Warm-up";

  /** Scenarios whose users are not part of the load. */
  static final Set<String> BESIDE_THE_LOAD =
      Set.of(Judgement.SCENARIO, Watch.SCENARIO, Heartbeat.SCENARIO, SIGN_IN, CLIENTS);

  /**
   * Users of all injectors who sign in at the same time before the load, but at least one of each
   * injector. Each waits for its answer, so a service with slow password hashes never gets more at
   * once.
   */
  private static final int SIGNING_IN = 16;

  private LoadSequence() {}

  static PopulationBuilder of(
      RunContext run, WarmUp warmUp, Scenario scenario, PopulationBuilder verdict) {
    Load load = run.load();
    PopulationBuilder sequence =
        scenario(scenario.name())
            .exec(WarmUpSteps.arrival(warmUp))
            // Users who arrive after the window have nothing to do.
            .exec(doIf(session -> !run.window().isOver()).then(scenario.journey()))
            .injectOpen(load.steps(run.scale()))
            .andThen(verdict);
    if (load.isOpen()) {
      sequence =
          scenario(CLIENTS)
              .exec(WarmUpSteps.clientsWait(warmUp, scenario.warmUp()))
              .injectOpen(rampUsers(load.clients(run.scale())).during(run.scale().rampUp()))
              .andThen(sequence);
    }
    if (scenario.signIn().isPresent()) {
      sequence = signIn(run, scenario.signIn().get()).andThen(sequence);
    }
    return sequence;
  }

  private static PopulationBuilder signIn(RunContext run, Scenario.SignIn signIn) {
    int atOnce = Math.max(1, run.share().of(SIGNING_IN));
    return scenario(SIGN_IN)
        .exec(run.signIns().until(signIn.users(), signIn.chain()))
        .injectOpen(atOnceUsers(Math.min(signIn.users(), atOnce)));
  }
}
