package io.openmeet.reference.faults;

import java.time.Duration;

/**
 * What the API does wrong on purpose, so that the load tests can be seen to notice. Each fault
 * touches what it names and nothing else; health and metrics are never touched.
 *
 * @param latency how much later {@code latencyPercent} of the API requests are answered
 * @param latencyPercent share of requests, 0-100
 * @param errorsPercent share of requests answered 500, 0-100
 * @param stall for how long, once, requests that arrive wait
 * @param stallAfter when the stall begins, counted from the first API request
 * @param databaseLatency how much longer each query takes
 * @param cacheOff whether every look-up in the cache misses and nothing is stored
 * @param websocketLatency how much later an event is acknowledged
 * @param rpsLimit requests per second, beyond which requests wait their turn; 0 for no limit
 */
public record Faults(
    Duration latency,
    double latencyPercent,
    double errorsPercent,
    Duration stall,
    Duration stallAfter,
    Duration databaseLatency,
    boolean cacheOff,
    Duration websocketLatency,
    int rpsLimit) {

  /**
   * Reads a comma-separated list of faults; an empty one is none.
   *
   * @throws io.openmeet.reference.CannotStart with one sentence that names the valid faults
   */
  public static Faults parse(String text) {
    return new FaultsReader().read(text);
  }

  /** Whether any fault concerns the answering of HTTP requests. */
  public boolean touchRequests() {
    return latencyPercent > 0 || errorsPercent > 0 || !stall.isZero() || rpsLimit > 0;
  }
}
