package io.openmeet.loadtest.statistics;

import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import java.util.List;

/** Passes every record to several visitors, so that the log is read only once. */
public final class LogFanOut implements LogVisitor {
  private final LogVisitor[] visitors;

  public LogFanOut(LogVisitor... visitors) {
    this.visitors = visitors;
  }

  public LogFanOut(List<LogVisitor> visitors) {
    this(visitors.toArray(LogVisitor[]::new));
  }

  @Override
  public void run(LogHeader run, LogNames names) {
    for (LogVisitor visitor : visitors) {
      visitor.run(run, names);
    }
  }

  @Override
  public void user(int scenario, boolean starts, long atMs) {
    for (LogVisitor visitor : visitors) {
      visitor.user(scenario, starts, atMs);
    }
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    for (LogVisitor visitor : visitors) {
      visitor.request(path, startMs, endMs, ok, message);
    }
  }

  @Override
  public void unmatched(int path, long atMs, boolean ok, int message) {
    for (LogVisitor visitor : visitors) {
      visitor.unmatched(path, atMs, ok, message);
    }
  }

  @Override
  public void group(int path, long startMs, long endMs, int cumulatedMs, boolean ok) {
    for (LogVisitor visitor : visitors) {
      visitor.group(path, startMs, endMs, cumulatedMs, ok);
    }
  }

  @Override
  public void error(int message, long atMs) {
    for (LogVisitor visitor : visitors) {
      visitor.error(message, atMs);
    }
  }
}
