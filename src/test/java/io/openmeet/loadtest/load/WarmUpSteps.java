package io.openmeet.loadtest.load;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pace;

import io.gatling.javaapi.core.ChainBuilder;

/** What users do for the warm-up, besides their work. */
public final class WarmUpSteps {
  private WarmUpSteps() {}

  /**
   * The chain of a client that waits for its answers: it repeats the work as long as the warm-up
   * needs clients, once every {@link Load#CLIENT_PACE} at most.
   */
  public static ChainBuilder clientsWait(WarmUp warmUp, ChainBuilder work) {
    return exec(session -> {
          warmUp.warmingBegins();
          return session;
        })
        .exec(asLongAs(session -> warmUp.clientsAreNeeded()).on(pace(Load.CLIENT_PACE).exec(work)));
  }

  /** The first step of each user of the load. */
  public static ChainBuilder arrival(WarmUp warmUp) {
    return exec(
        session -> {
          warmUp.arrived();
          return session;
        });
  }
}
