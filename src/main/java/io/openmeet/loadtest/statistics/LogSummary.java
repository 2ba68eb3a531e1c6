package io.openmeet.loadtest.statistics;

import io.openmeet.loadtest.simulationlog.LogEnd;
import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogReader;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.simulationlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Content of a log, without a window.
 *
 * @param firstMs epoch milliseconds of the earliest event; the run's start when there is none
 * @param lastMs epoch milliseconds of the latest event; the run's start when there is none
 * @param requests number of logged requests
 * @param users number of users that started
 */
public record LogSummary(
    LogHeader run, LogEnd end, long firstMs, long lastMs, long requests, long users) {

  /**
   * @throws UnreadableLogException when the file is not a log, has another version, or has no whole
   *     first record
   */
  public static LogSummary read(Path simulationLog) throws IOException {
    Collector collector = new Collector();
    LogEnd end = LogReader.readAll(simulationLog, collector);
    if (end.records() == 0) {
      throw new UnreadableLogException(end + " It contains no run.");
    }
    return collector.summary(end);
  }

  /** From the first event to the last one, included; at most {@link Window#LONGEST}. */
  public Window everything() {
    return new Window(firstMs, Math.min(lastMs + 1, firstMs + Window.LONGEST.toMillis()));
  }

  /** Collects the summary. */
  public static final class Collector implements LogVisitor {
    private LogHeader run;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;
    private long requests;
    private long users;

    @Override
    public void run(LogHeader run, LogNames names) {
      this.run = run;
    }

    @Override
    public void user(int scenario, boolean starts, long atMs) {
      saw(atMs, atMs);
      if (starts) {
        users++;
      }
    }

    @Override
    public void request(int path, long startMs, long endMs, boolean ok, int message) {
      saw(startMs, endMs);
      requests++;
    }

    @Override
    public void unmatched(int path, long atMs, boolean ok, int message) {
      saw(atMs, atMs);
    }

    @Override
    public void group(int path, long startMs, long endMs, int cumulatedMs, boolean ok) {
      saw(startMs, endMs);
    }

    @Override
    public void error(int message, long atMs) {
      saw(atMs, atMs);
    }

    private void saw(long startMs, long endMs) {
      firstMs = Math.min(firstMs, startMs);
      lastMs = Math.max(lastMs, endMs);
    }

    public LogSummary summary(LogEnd end) {
      boolean any = lastMs >= firstMs;
      return new LogSummary(
          run, end, any ? firstMs : run.startMs(), any ? lastMs : run.startMs(), requests, users);
    }
  }
}
