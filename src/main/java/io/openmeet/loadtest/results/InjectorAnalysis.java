package io.openmeet.loadtest.results;

import io.openmeet.loadtest.injector.ArrivalFigures;
import io.openmeet.loadtest.injector.Arrivals;
import io.openmeet.loadtest.injector.HealthLimits;
import io.openmeet.loadtest.injector.Stalls;
import io.openmeet.loadtest.simulationlog.LogEnd;
import io.openmeet.loadtest.simulationlog.LogReader;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.simulationlog.UnreadableLogException;
import io.openmeet.loadtest.statistics.LogFanOut;
import io.openmeet.loadtest.statistics.LogSpan;
import io.openmeet.loadtest.statistics.RunStatistics;
import io.openmeet.loadtest.statistics.RunStatisticsCollector;
import io.openmeet.loadtest.statistics.WithoutSends;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one injector's log shows, of its own part of the load alone.
 *
 * @param statistics of its own users and requests
 * @param arrivals compared with its own plan; null when the run has no plan
 * @param arrivalFigures null when the run has no plan
 * @param lastEventMs epoch milliseconds of the latest event
 * @param objection why the log is not the one that the run wrote; null when no difference is known
 */
record InjectorAnalysis(
    RunPart part,
    RunStatistics statistics,
    Arrivals arrivals,
    ArrivalFigures arrivalFigures,
    long lastEventMs,
    String objection) {

  /**
   * Reads the injector's log once.
   *
   * @param run the observations of the whole run
   * @param requests receives the log without sends
   * @throws UnreadableLogException when the file contains no run
   */
  static InjectorAnalysis read(RunPart part, Observations run, LogVisitor requests)
      throws IOException {
    RunStatisticsCollector figures = new RunStatisticsCollector(run.window(), run.besideTheLoad());
    LogSpan span = new LogSpan();
    LogSeal.Answers answers = new LogSeal.Answers(run.window());
    Arrivals arrivals = run.plan() == null ? null : new Arrivals(run.window());
    List<LogVisitor> visitors = new ArrayList<>();
    visitors.add(WithoutSends.of(run.sends(), new LogFanOut(figures, answers, requests)));
    visitors.add(span);
    if (arrivals != null) {
      visitors.add(arrivals);
    }
    LogEnd end = LogReader.readRun(part.log(), new LogFanOut(visitors));
    if (arrivals != null) {
      arrivals.compareWith(part.known().plan());
    }
    LogSeal seal = part.known().log();
    return new InjectorAnalysis(
        part,
        figures.statistics(end),
        arrivals,
        arrivals == null ? null : ArrivalFigures.of(part.known().plan(), arrivals),
        span.lastMs(),
        seal == null ? null : seal.objectionTo(part.log(), answers.count()).orElse(null));
  }

  Stalls stalls() {
    return Stalls.of(statistics.window(), part.health(), limits(), arrivals);
  }

  HealthLimits limits() {
    return HealthLimits.of(part.known().slas());
  }

  /** {@link HealthLimits#use}. */
  double useOfLimits() {
    return limits().use(startLagP99Ms(), longestStallMs(), part.health());
  }

  /** As measured or as logged, the higher; null when neither is known. */
  Double startLagP99Ms() {
    return higher(
        part.health().startLagP99Ms(), arrivals == null ? null : arrivalFigures.lagP99Ms());
  }

  /** As measured or as logged, the higher; null when neither is known. */
  Double longestStallMs() {
    return higher(
        part.health().longestStallMs(), arrivals == null ? null : arrivalFigures.lagMaxMs());
  }

  private static Double higher(Double measured, Integer logged) {
    if (logged == null) {
      return measured;
    }
    return measured == null ? logged.doubleValue() : Math.max(measured, logged);
  }
}
