package io.openmeet.loadtest.simulationlog;

/**
 * Receives a log's records one by one, in the log's order, as primitives: nothing is allocated for
 * a record. Times are epoch milliseconds. Paths and messages are ids in the {@link LogNames} of
 * {@link #run}; ids are small and dense, and the same text always has the same id, so they can
 * index arrays.
 *
 * <p>The log's order is the order in which events reached Gatling's writer: times mostly increase,
 * but neighbours may be swapped, and a request appears when it ends.
 */
public interface LogVisitor {
  /** Called first, and once. */
  default void run(LogHeader run, LogNames names) {}

  /**
   * @param scenario its place in {@link LogHeader#scenarios()}
   * @param starts whether the user starts or ends
   */
  default void user(int scenario, boolean starts, long atMs) {}

  /**
   * @param path the groups around the request and its name
   * @param endMs never before {@code startMs}
   * @param message of the failure; {@link LogNames#NONE} when there is none
   */
  default void request(int path, long startMs, long endMs, boolean ok, int message) {}

  /** An incoming message that no check waited for: it has a time, but no duration. */
  default void unmatched(int path, long atMs, boolean ok, int message) {}

  /**
   * @param path the groups around this one, and its name
   * @param cumulatedMs the sum of its requests' response times, without pauses
   */
  default void group(int path, long startMs, long endMs, int cumulatedMs, boolean ok) {}

  /** A request that could not be built; it is not reported as a request. */
  default void error(int message, long atMs) {}
}
