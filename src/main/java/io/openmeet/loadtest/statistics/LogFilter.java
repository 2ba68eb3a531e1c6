package io.openmeet.loadtest.statistics;

import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogVisitor;

/** Passes a log to another visitor, without some of its requests. */
public abstract class LogFilter implements LogVisitor {
  private final LogVisitor next;
  private LogNames names;

  /**
   * @param next receives everything else
   */
  protected LogFilter(LogVisitor next) {
    this.next = next;
  }

  /** Whether a request is left out. */
  protected abstract boolean leavesOut(int path, long startMs, boolean ok);

  /** The names in the log. */
  LogNames names() {
    return names;
  }

  @Override
  public final void run(LogHeader run, LogNames runNames) {
    names = runNames;
    next.run(run, runNames);
  }

  @Override
  public final void request(int path, long startMs, long endMs, boolean ok, int message) {
    if (!leavesOut(path, startMs, ok)) {
      next.request(path, startMs, endMs, ok, message);
    }
  }

  @Override
  public final void user(int scenario, boolean starts, long atMs) {
    next.user(scenario, starts, atMs);
  }

  @Override
  public final void unmatched(int path, long atMs, boolean ok, int message) {
    next.unmatched(path, atMs, ok, message);
  }

  @Override
  public final void group(int path, long startMs, long endMs, int cumulatedMs, boolean ok) {
    next.group(path, startMs, endMs, cumulatedMs, ok);
  }

  @Override
  public final void error(int message, long atMs) {
    next.error(message, atMs);
  }
}
