package io.openmeet.loadtest.bench;

import io.openmeet.loadtest.simulations.ApiSimulation;

/**
 * The API simulation at the rate in the environment variable {@code BENCH_RATE} (requests per
 * second, at least 1), with clients that accept gzip, as browsers do. It measures what a target can
 * do; {@code ci/loadtest performance-report} starts it.
 */
public final class ApiAtRateSimulation extends ApiSimulation {
  public ApiAtRateSimulation() {
    super(
        Integer.parseInt(System.getenv("BENCH_RATE")),
        api -> api.withProtocol(protocol -> protocol.acceptEncodingHeader("gzip")),
        // Not on throughput: its limit is that of full load.
        "api-p95",
        "api-p99",
        "error-rate",
        "database-p95",
        "cache-hit-ratio");
  }
}
