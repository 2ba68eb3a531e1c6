package io.openmeet.loadtest.bench;

import io.openmeet.loadtest.integration.KnownServerSimulation;

/** 10,000 requests/s, too many for the server. {@code ci/bench/overload} starts it. */
public final class OverloadSimulation extends KnownServerSimulation {
  public OverloadSimulation() {
    super(10_000);
  }
}
