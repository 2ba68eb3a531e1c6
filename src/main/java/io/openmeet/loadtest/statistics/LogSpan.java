package io.openmeet.loadtest.statistics;

import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogReader;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.simulationlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Path;

/** Finds the earliest and the latest event of a log. */
public final class LogSpan implements LogVisitor {
  private long firstMs = Long.MAX_VALUE;
  private long lastMs;

  /**
   * @throws UnreadableLogException when the file is not a log, has another version, or has no whole
   *     first record
   */
  public static LogSpan read(Path simulationLog) throws IOException {
    LogSpan span = new LogSpan();
    LogReader.readRun(simulationLog, span);
    return span;
  }

  /** Epoch milliseconds of the latest event; the run's start when there is none. */
  public long lastMs() {
    return lastMs;
  }

  /** From the first event to the last one, included; at most {@link Window#LONGEST}. */
  public Window window() {
    long startMs = Math.min(firstMs, lastMs);
    return new Window(startMs, Math.min(lastMs + 1, startMs + Window.LONGEST.toMillis()));
  }

  @Override
  public void run(LogHeader run, LogNames names) {
    lastMs = run.startMs();
  }

  @Override
  public void user(int scenario, boolean starts, long atMs) {
    include(atMs, atMs);
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    include(startMs, endMs);
  }

  @Override
  public void unmatched(int path, long atMs, boolean ok, int message) {
    include(atMs, atMs);
  }

  @Override
  public void group(int path, long startMs, long endMs, int cumulatedMs, boolean ok) {
    include(startMs, endMs);
  }

  @Override
  public void error(int message, long atMs) {
    include(atMs, atMs);
  }

  private void include(long startMs, long endMs) {
    firstMs = Math.min(firstMs, startMs);
    lastMs = Math.max(lastMs, endMs);
  }
}
