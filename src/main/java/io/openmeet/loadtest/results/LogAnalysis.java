package io.openmeet.loadtest.results;

import io.openmeet.loadtest.injector.ArrivalFigures;
import io.openmeet.loadtest.injector.Arrivals;
import io.openmeet.loadtest.injector.CorrectedLatency;
import io.openmeet.loadtest.injector.CorrectedTimes;
import io.openmeet.loadtest.injector.HealthLimits;
import io.openmeet.loadtest.injector.LagCorrection;
import io.openmeet.loadtest.injector.PaceCorrection;
import io.openmeet.loadtest.injector.ResponseTimes;
import io.openmeet.loadtest.injector.Stalls;
import io.openmeet.loadtest.injector.WithoutStalls;
import io.openmeet.loadtest.simulationlog.LogEnd;
import io.openmeet.loadtest.simulationlog.LogReader;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.simulationlog.UnreadableLogException;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.SlaOutcome;
import io.openmeet.loadtest.statistics.ConfidenceInterval;
import io.openmeet.loadtest.statistics.Histogram;
import io.openmeet.loadtest.statistics.LogFanOut;
import io.openmeet.loadtest.statistics.LogSpan;
import io.openmeet.loadtest.statistics.RequestStatistics;
import io.openmeet.loadtest.statistics.RunStatistics;
import io.openmeet.loadtest.statistics.RunStatisticsCollector;
import io.openmeet.loadtest.statistics.WithoutSends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a run's result needs from its log.
 *
 * @param arrivals null when there is no plan
 * @param times response times for the service levels
 * @param stalls of the injector
 * @param timesWithoutStalls response times of the requests outside these stalls
 * @param latency raw and corrected; null without a plan or pace to correct by, or without requests
 * @param confidence null without service levels
 * @param lastEventMs epoch milliseconds of the latest event
 * @param objection why the log is not the one that the run wrote; null when no difference is known
 */
record LogAnalysis(
    RunStatistics statistics,
    ArrivalFigures arrivals,
    ResponseTimes times,
    Stalls stalls,
    ResponseTimes timesWithoutStalls,
    CorrectedLatency latency,
    Confidence confidence,
    long lastEventMs,
    String objection) {

  /** The confidence interval of a level's value; empty when it is not known. */
  Optional<ConfidenceInterval> confidenceOf(SlaOutcome outcome) {
    return confidence.of(outcome, times, statistics.seconds());
  }

  /**
   * Reads a log without observations, from its first event to its last.
   *
   * @throws UnreadableLogException when the file contains no run
   */
  static LogAnalysis read(Path log) throws IOException {
    LogSpan span = LogSpan.read(log);
    RunStatistics statistics = RunStatistics.read(log, span.window());
    ResponseTimes times = ResponseTimes.asLogged(statistics.total(), statistics.requests(), null);
    return new LogAnalysis(
        statistics,
        null,
        times,
        Stalls.none(statistics.window()),
        times,
        null,
        null,
        span.lastMs(),
        null);
  }

  /**
   * Reads the log once, or twice with a plan of arrivals; and once or twice more when the injector
   * stood still.
   *
   * @throws UnreadableLogException when the file contains no run
   */
  static LogAnalysis read(Path log, Observations known) throws IOException {
    RunStatisticsCollector figures =
        new RunStatisticsCollector(known.window(), known.besideTheLoad());
    LogSpan span = new LogSpan();
    LogSeal.Answers answers = new LogSeal.Answers(known.window());
    Confidence confidence = Confidence.of(known, intervalMs(known));
    LogVisitor requests =
        WithoutSends.of(known.sends(), new LogFanOut(figures, answers, confidence.log()));
    Arrivals arrivals = known.plan() == null ? null : new Arrivals(known.window());
    LogEnd end =
        LogReader.readRun(
            log,
            arrivals == null
                ? new LogFanOut(requests, span)
                : new LogFanOut(requests, span, arrivals));
    RunStatistics statistics = figures.statistics(end);
    if (arrivals != null) {
      arrivals.compareWith(known.plan());
    }
    ResponseTimes times =
        times(
            log,
            known,
            statistics,
            arrivals,
            Stalls.none(known.window()),
            confidence.correctedLog());
    Stalls stalls =
        Stalls.of(known.window(), known.injector(), HealthLimits.of(known.slas()), arrivals);
    boolean isCorrected = arrivals != null || intervalMs(known) > 0;
    return new LogAnalysis(
        statistics,
        arrivals == null ? null : ArrivalFigures.of(known.plan(), arrivals),
        times,
        stalls,
        stalls.isEmpty() ? times : withoutStalls(log, known, arrivals, stalls),
        isCorrected && times.judged().count() > 0 ? CorrectedLatency.of(times.judged()) : null,
        confidence,
        span.lastMs(),
        known.log() == null ? null : known.log().objectionTo(log, answers.count()).orElse(null));
  }

  private static ResponseTimes withoutStalls(
      Path log, Observations known, Arrivals arrivals, Stalls stalls) throws IOException {
    RunStatisticsCollector figures =
        new RunStatisticsCollector(known.window(), known.besideTheLoad());
    LogEnd end =
        LogReader.readRun(log, WithoutSends.of(known.sends(), new WithoutStalls(stalls, figures)));
    return times(log, known, figures.statistics(end), arrivals, stalls, new LogVisitor() {});
  }

  /**
   * @param statistics without the requests of the stalls
   * @param arrivals null when there is no plan
   * @param lagCorrected receives the requests of a plan, corrected
   */
  private static ResponseTimes times(
      Path log,
      Observations known,
      RunStatistics statistics,
      Arrivals arrivals,
      Stalls stalls,
      LogVisitor lagCorrected)
      throws IOException {
    return arrivals == null
        ? correctedForPace(known, statistics)
        : correctedForLag(log, known, statistics, arrivals, stalls, lagCorrected);
  }

  private static ResponseTimes correctedForLag(
      Path log,
      Observations known,
      RunStatistics statistics,
      Arrivals arrivals,
      Stalls stalls,
      LogVisitor lagCorrected)
      throws IOException {
    Map<String, Histogram> corrected =
        LagCorrection.read(log, known.window(), arrivals, stalls, lagCorrected);
    RequestStatistics judged = statistics.judged(known.samples());
    Histogram all =
        known.samples() == null
            ? Histogram.merge(corrected.values())
            : corrected.getOrDefault(known.samples(), new Histogram());
    return ResponseTimes.of(
        judged,
        statistics.requests(),
        known.samples(),
        request ->
            new CorrectedTimes(
                request.all(), request == judged ? all : corrected.get(request.name())));
  }

  private static ResponseTimes correctedForPace(Observations known, RunStatistics statistics) {
    RequestStatistics judged = statistics.judged(known.samples());
    long intervalMs = intervalMs(known);
    return intervalMs == 0
        ? ResponseTimes.asLogged(judged, statistics.requests(), known.samples())
        : ResponseTimes.of(
            judged,
            statistics.requests(),
            known.samples(),
            request -> PaceCorrection.of(request.all(), intervalMs));
  }

  /**
   * Planned time from one request of a user to the next. Users without a pause have no pace: their
   * next request is due at the latest when the tightest limit on response times has passed. 0 when
   * there is no such limit.
   */
  private static long intervalMs(Observations known) {
    if (known.paceMs() == null) {
      return 0;
    }
    return known.paceMs() > 0
        ? known.paceMs()
        : known.slas().stream()
            .filter(sla -> sla.measure() == Measure.RESPONSE_TIME)
            .mapToLong(sla -> (long) Math.ceil(sla.limit()))
            .min()
            .orElse(0);
  }
}
