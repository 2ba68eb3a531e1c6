package io.openmeet.loadtest.reports;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.openmeet.loadtest.injector.HealthLimits;
import io.openmeet.loadtest.injector.InjectorHealth;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.statistics.ErrorCount;
import io.openmeet.loadtest.statistics.RequestFigures;
import java.util.Comparator;
import java.util.List;

/**
 * What the scorecard shows: the result, shortened so that a page can show any run, and the service
 * levels as text.
 *
 * @param whereToLook lines; empty when the run's work is not known
 * @param browser null when no browser took part
 * @param secondsPerPoint of the charts: 1, or more for a long window
 */
record ScorecardData(
    RunResult run,
    List<Level> slas,
    List<String> whereToLook,
    List<WorkRow> work,
    BrowserTable browser,
    HealthLimits limits,
    int secondsPerPoint,
    int requestsLeftOut,
    int errorsLeftOut,
    Links links) {
  private static final int MOST_POINTS = 3_600;
  private static final int MOST_REQUESTS = 50;
  private static final int MOST_ERRORS = 50;
  private static final int LONGEST_TEXT = 1_100;

  record Level(
      @JsonUnwrapped SlaResult sla, String limitText, String actualText, String marginText) {
    static Level of(SlaResult sla) {
      return new Level(sla, sla.limitText(), sla.actualText(), sla.marginText());
    }
  }

  /**
   * Which pages to link to: those that exist, or will exist.
   *
   * @param portal the list of all runs, next to the run's folder
   * @param gatlingReport in the run's folder
   */
  record Links(boolean portal, boolean gatlingReport) {}

  static ScorecardData of(RunReport report, Links links) {
    RunResult run = report.result();
    int perPoint = Math.max(1, (run.figures().seconds().size() + MOST_POINTS - 1) / MOST_POINTS);
    List<RequestFigures> requests = slowest(run.figures().requests());
    List<ErrorCount> errors = mostFrequent(run.figures().errors());
    return new ScorecardData(
        shortened(run, requests, errors, perPoint),
        run.outcome().slas().stream().map(Level::of).toList(),
        WhereToLook.lines(report),
        WorkRow.of(report),
        BrowserTable.of(run),
        HealthLimits.of(run.outcome().slas(), SlaResult::measure, SlaResult::limit),
        perPoint,
        run.figures().requests().size() - requests.size(),
        run.figures().errors().size() - errors.size(),
        links);
  }

  private static List<RequestFigures> slowest(List<RequestFigures> requests) {
    return requests.stream()
        .sorted(
            Comparator.comparing(
                    (RequestFigures request) -> request.count() == 0 ? -1 : request.times().p95Ms())
                .reversed())
        .limit(MOST_REQUESTS)
        .toList();
  }

  private static List<ErrorCount> mostFrequent(List<ErrorCount> errors) {
    return errors.stream()
        .limit(MOST_ERRORS)
        .map(error -> new ErrorCount(PlainText.cut(error.message(), LONGEST_TEXT), error.count()))
        .toList();
  }

  private static RunResult shortened(
      RunResult run, List<RequestFigures> requests, List<ErrorCount> errors, int perPoint) {
    InjectorHealth health = run.injector();
    return new RunResult(
        run.schemaVersion(),
        run.identity(),
        run.outcome().withoutSlas(),
        run.figures().showing(requests, errors, ChartPoints.of(run.figures().seconds(), perPoint)),
        health.withSeconds(ChartPoints.ofInjector(health.seconds(), perPoint)),
        run.injectors(),
        run.warmUp(),
        run.environment());
  }
}
