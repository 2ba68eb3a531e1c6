package io.openmeet.loadtest.injector;

import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogVisitor;

/**
 * Passes on the requests of a log, and those that {@link PaceCorrection} adds. An added request
 * starts together with the one that its user waited for: both waits have the same cause.
 */
public final class PaceCorrectedLog implements LogVisitor {
  private final long intervalMs;
  private final LogVisitor next;

  /**
   * @param intervalMs from one request of a user to the next, without the response time; above 0
   * @param next receives the requests
   */
  public PaceCorrectedLog(long intervalMs, LogVisitor next) {
    this.intervalMs = intervalMs;
    this.next = next;
  }

  @Override
  public void run(LogHeader run, LogNames names) {
    next.run(run, names);
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    next.request(path, startMs, endMs, ok, message);
    PaceCorrection.forEachMissing(
        endMs - startMs,
        intervalMs,
        missing -> next.request(path, startMs, startMs + missing, ok, message));
  }
}
