package io.openmeet.loadtest.results;

import io.openmeet.loadtest.simulationlog.LogEnd;
import io.openmeet.loadtest.simulationlog.LogReader;
import io.openmeet.loadtest.simulationlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * All that a run's result takes from its log.
 *
 * @param arrivals null when there is no plan
 * @param latency raw and corrected; null when there is no plan, or no request
 * @param lastEventMs epoch milliseconds of the latest event
 */
record LoggedRun(
    RunStatistics statistics, ArrivalFigures arrivals, CorrectedLatency latency, long lastEventMs) {

  /**
   * Reads the log, with a plan twice.
   *
   * @param plan null when the load is no open model
   * @param besideTheLoad scenarios whose users are in no sum of all
   * @throws UnreadableLogException when there is no run to be told from the file
   */
  static LoggedRun read(Path log, Window window, Plan plan, Set<String> besideTheLoad)
      throws IOException {
    RunStatisticsCollector figures = new RunStatisticsCollector(window, besideTheLoad);
    LogSummary.Collector span = new LogSummary.Collector();
    Arrivals arrivals = plan == null ? null : new Arrivals(window);
    LogEnd end =
        LogReader.readAll(
            log,
            plan == null ? new LogFanOut(figures, span) : new LogFanOut(figures, span, arrivals));
    if (end.records() == 0) {
      throw new UnreadableLogException(end + " There is no run to be told from it.");
    }
    RunStatistics statistics = figures.statistics(end);
    long lastEventMs = span.summary(end).lastMs();
    if (plan == null) {
      return new LoggedRun(statistics, null, null, lastEventMs);
    }
    arrivals.compareWith(plan);
    Distribution raw = statistics.total().all();
    CorrectedLatency latency =
        raw.count() == 0
            ? null
            : CorrectedLatency.of(raw, LagCorrection.read(log, window, arrivals));
    return new LoggedRun(statistics, ArrivalFigures.of(plan, arrivals), latency, lastEventMs);
  }
}
