package io.openmeet.loadtest.bench;

import io.openmeet.loadtest.simulations.ApiSimulation;
import java.util.function.UnaryOperator;

/**
 * The API simulation at half its rate. The profile {@code prerelease} doubles the rate, so it is
 * 5,000 requests/s, for two minutes and after a warm-up that is long enough for the compilers.
 */
public final class LongWarmedApiSimulation extends ApiSimulation {
  public LongWarmedApiSimulation() {
    super(2_500, UnaryOperator.identity());
  }
}
