package io.openmeet.loadtest.simulationlog;

/**
 * Is handed a log's records one by one, in the log's order, as primitives: nothing is allocated for
 * a record. Times are epoch milliseconds. Paths and messages are ids to be looked up in the {@link
 * LogNames} that came with the run; they are small, dense, and the same text has the same id
 * throughout, so they can index arrays.
 *
 * <p>The log's order is the order in which events reached Gatling's writer: times go up on the
 * whole, but neighbours may be swapped, and a request appears when it ends.
 */
public interface LogVisitor {
  /** Comes first, and once. */
  default void run(LogRun run, LogNames names) {}

  /**
   * @param scenario its place in {@link LogRun#scenarios()}
   * @param starts whether the user starts or ends
   */
  default void user(int scenario, boolean starts, long atMs) {}

  /**
   * @param path the groups around the request and its name
   * @param endMs never before {@code startMs}
   * @param message of the failure; {@link LogNames#NONE} when there is none
   */
  default void request(int path, long startMs, long endMs, boolean ok, int message) {}

  /** An incoming message that nothing waited for: it has a time, but no duration. */
  default void unmatched(int path, long atMs, boolean ok, int message) {}

  /**
   * @param path the groups around this one, and its name
   * @param cumulatedMs the sum of its requests' response times, pauses left out
   */
  default void group(int path, long startMs, long endMs, int cumulatedMs, boolean ok) {}

  /** A request that could not even be built; it is not among the requests. */
  default void error(int message, long atMs) {}
}
