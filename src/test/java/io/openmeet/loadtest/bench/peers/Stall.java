package io.openmeet.loadtest.bench.peers;

/**
 * A time in which the API answers nothing.
 *
 * @param seconds its length
 * @param ofSeconds the length of the load around it
 */
record Stall(int seconds, int ofSeconds) {
  /**
   * What users feel at least, if they come at an even rate: who comes t seconds after the beginning
   * of the stall waits for the rest of it. So the longest waits are evenly spread, and a share q of
   * all users waits longer than {@code seconds - q * ofSeconds}.
   *
   * @param percentile 0-100
   * @return response time in milliseconds; 0 when the percentile is below the stall's share
   */
  double leastMs(double percentile) {
    double slower = 1 - percentile / 100;
    return Math.max(0, seconds - slower * ofSeconds) * 1000;
  }
}
