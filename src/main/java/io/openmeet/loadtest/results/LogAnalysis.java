package io.openmeet.loadtest.results;

import io.openmeet.loadtest.injector.ArrivalFigures;
import io.openmeet.loadtest.injector.CorrectedLatency;
import io.openmeet.loadtest.injector.CorrectedTimes;
import io.openmeet.loadtest.injector.LagCorrection;
import io.openmeet.loadtest.injector.PaceCorrection;
import io.openmeet.loadtest.injector.ResponseTimes;
import io.openmeet.loadtest.injector.Stalls;
import io.openmeet.loadtest.injector.WithoutStalls;
import io.openmeet.loadtest.simulationlog.LogEnd;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.simulationlog.UnreadableLogException;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.SlaOutcome;
import io.openmeet.loadtest.statistics.ConfidenceInterval;
import io.openmeet.loadtest.statistics.Distribution;
import io.openmeet.loadtest.statistics.Histogram;
import io.openmeet.loadtest.statistics.LogSpan;
import io.openmeet.loadtest.statistics.RequestStatistics;
import io.openmeet.loadtest.statistics.RunStatistics;
import io.openmeet.loadtest.statistics.RunStatisticsCollector;
import io.openmeet.loadtest.statistics.WithoutSends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a run's result needs from its log, or from the logs of its injectors.
 *
 * @param injectors each by itself; empty without observations
 * @param arrivals of all injectors together; null when there is no plan
 * @param times response times for the service levels
 * @param stalls of the injectors
 * @param timesWithoutStalls response times of the requests outside these stalls
 * @param latency raw and corrected; null without a plan or pace to correct by, or without requests
 * @param confidence null without service levels
 */
record LogAnalysis(
    RunStatistics statistics,
    List<InjectorAnalysis> injectors,
    ArrivalFigures arrivals,
    ResponseTimes times,
    Stalls stalls,
    ResponseTimes timesWithoutStalls,
    CorrectedLatency latency,
    Confidence confidence) {

  /** The injector whose health is worst, by what its run is judged by; the first of several. */
  static Optional<InjectorAnalysis> worst(List<InjectorAnalysis> injectors) {
    InjectorAnalysis worst = null;
    for (InjectorAnalysis injector : injectors) {
      worst = worst == null || injector.useOfLimits() > worst.useOfLimits() ? injector : worst;
    }
    return Optional.ofNullable(worst);
  }

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
        statistics, List.of(), null, times, Stalls.none(statistics.window()), times, null, null);
  }

  /**
   * Reads the log of each injector once, or twice with a plan of arrivals; once or twice more when
   * an injector stood still; and all of them together once if there are several.
   *
   * @throws UnreadableLogException when a file contains no run
   */
  static LogAnalysis read(RunParts run) throws IOException {
    Observations known = run.together();
    Confidence confidence = Confidence.of(known, intervalMs(known));
    List<InjectorAnalysis> injectors = new ArrayList<>();
    for (RunPart part : run.each()) {
      injectors.add(InjectorAnalysis.read(part, known, confidence.log()));
    }
    RunStatistics statistics =
        injectors.size() == 1
            ? injectors.get(0).statistics()
            : together(run, Stalls.none(known.window()));
    ResponseTimes times =
        times(known, statistics, injectors, Stalls.none(known.window()), confidence.correctedLog());
    Stalls stalls =
        Stalls.together(known.window(), injectors.stream().map(InjectorAnalysis::stalls).toList());
    boolean isCorrected = known.plan() != null || intervalMs(known) > 0;
    return new LogAnalysis(
        statistics,
        List.copyOf(injectors),
        known.plan() == null
            ? null
            : ArrivalFigures.together(
                known.plan(), injectors.stream().map(InjectorAnalysis::arrivalFigures).toList()),
        times,
        stalls,
        stalls.isEmpty()
            ? times
            : times(known, together(run, stalls), injectors, stalls, new LogVisitor() {}),
        isCorrected && times.judged().count() > 0 ? CorrectedLatency.of(times.judged()) : null,
        confidence);
  }

  /** The statistics of all injectors, without the requests of the stalls. */
  private static RunStatistics together(RunParts run, Stalls stalls) throws IOException {
    Observations known = run.together();
    RunStatisticsCollector figures =
        new RunStatisticsCollector(known.window(), known.besideTheLoad());
    LogEnd end =
        run.logs().read(WithoutSends.of(known.sends(), new WithoutStalls(stalls, figures)));
    return figures.statistics(end);
  }

  /**
   * @param statistics without the requests of the stalls
   * @param lagCorrected receives the requests of a plan, corrected
   */
  private static ResponseTimes times(
      Observations known,
      RunStatistics statistics,
      List<InjectorAnalysis> injectors,
      Stalls stalls,
      LogVisitor lagCorrected)
      throws IOException {
    return known.plan() == null
        ? correctedForPace(known, statistics)
        : correctedForLag(known, statistics, injectors, stalls, lagCorrected);
  }

  private static ResponseTimes correctedForLag(
      Observations known,
      RunStatistics statistics,
      List<InjectorAnalysis> injectors,
      Stalls stalls,
      LogVisitor lagCorrected)
      throws IOException {
    Map<String, Histogram> corrected = new HashMap<>();
    for (InjectorAnalysis injector : injectors) {
      LagCorrection.read(
              injector.part().log(), known.window(), injector.arrivals(), stalls, lagCorrected)
          .forEach(
              (name, times) ->
                  corrected.computeIfAbsent(name, first -> new Histogram()).add(times));
    }
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
                request.all(), request == judged ? all : correctedOf(request, corrected)));
  }

  /** Together, the logs of injectors may have more names than are kept apart. */
  private static Distribution correctedOf(
      RequestStatistics request, Map<String, Histogram> corrected) {
    Histogram times = corrected.get(request.name());
    return times == null ? request.all() : times;
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
