package io.openmeet.reference.faults;

import java.time.Duration;

/**
 * What the API does wrong on purpose, to show that the load tests notice it. Each fault affects
 * only what it names, and never health and metrics.
 *
 * @param latency how much later {@code latencyPercent} of the API requests are answered
 * @param latencyPercent share of requests, 0-100
 * @param errorsPercent share of requests answered 500, 0-100
 * @param stall the length of one period; requests that arrive in it wait for its end
 * @param stallAfter when the stall begins, counted from the first API request
 * @param databaseLatency how much longer each query takes
 * @param cacheOff whether every look-up in the cache misses and nothing is stored
 * @param websocketLatency how much later an event is acknowledged
 * @param rpsLimit requests per second; requests above this rate wait their turn; 0 for no limit
 * @param listNPlusOne whether a list of meetings costs one more statement for each of its meetings
 * @param indexOff whether the database is seeded without the indexes of indexes.sql
 * @param payloadDouble whether lists of meetings and searches carry each item twice
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
    int rpsLimit,
    boolean listNPlusOne,
    boolean indexOff,
    boolean payloadDouble) {

  public static final Faults NONE = new FaultsReader().read("none");

  /**
   * Reads a comma-separated list of faults; {@code none} or a blank text means no fault.
   *
   * @throws IllegalArgumentException when the list is malformed; the message is the end of a
   *     sentence and shows the malformed fault and the valid ones
   */
  public static Faults parse(String text) {
    return new FaultsReader().read(text);
  }
}
