package io.openmeet.loadtest.comparison;

import io.openmeet.loadtest.comparison.Metric.Kind;
import io.openmeet.loadtest.injector.CorrectedLatency;
import io.openmeet.loadtest.results.BrowserFigures;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.statistics.RequestFigures;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The figures of a run that an experiment compares. A figure that the run did not measure is not
 * there.
 */
final class RunMetrics {
  private static final String MILLISECONDS = Unit.MILLISECONDS.label();
  private static final String PER_REQUEST = Unit.PER_REQUEST.label();

  /** Gatling logs times in whole milliseconds. */
  private static final double RESOLUTION_MS = 1;

  private final Map<Metric, ValueRange> figures = new LinkedHashMap<>();

  private RunMetrics() {}

  static Map<Metric, ValueRange> of(RunResult result) {
    RunMetrics metrics = new RunMetrics();
    RequestFigures totals = result.figures().totals();
    // As users feel them, if they are known: the service levels are judged by these.
    CorrectedLatency latency = result.figures().latency();
    metrics.percentile(
        "p50", latency == null ? totals.times().p50Ms() : latency.corrected().p50Ms());
    metrics.percentile(
        "p95", latency == null ? totals.times().p95Ms() : latency.corrected().p95Ms());
    metrics.percentile(
        "p99", latency == null ? totals.times().p99Ms() : latency.corrected().p99Ms());
    metrics.add(
        new Metric("mean", "Mean response time, as logged", MILLISECONDS, Kind.TIME, 0),
        totals.times().meanMs());
    metrics.add(
        new Metric("rps", "Throughput", Unit.REQUESTS_PER_SECOND.label(), Kind.RATE, 0),
        totals.rps());
    metrics.add(
        new Metric("errorRatio", "Error rate", Unit.RATIO.label(), Kind.LOSS, 0),
        totals.errorRatio());
    result.outcome().slas().forEach(metrics::level);
    result.figures().work().forEach(metrics::work);
    if (result.figures().browser() != null) {
      result.figures().browser().measured().figures().forEach(metrics::withoutLoad);
    }
    return metrics.figures;
  }

  private void percentile(String id, Integer ms) {
    add(
        new Metric(
            id,
            id.toUpperCase(Locale.ROOT) + " response time",
            MILLISECONDS,
            Kind.TIME,
            RESOLUTION_MS),
        ms == null ? null : ms.doubleValue());
  }

  /** Levels on response times, errors, throughput and work are among the other figures already. */
  private void level(SlaResult level) {
    Kind kind =
        switch (level.measure()) {
          case RESPONSE_TIME, ERROR_RATE, THROUGHPUT, METRIC_PER_REQUEST -> null;
          case OBSERVED_TIME, METRIC_PERCENTILE -> Kind.TIME;
          default -> level.measure().lowerIsBetter() ? Kind.LOSS : Kind.GAIN;
        };
    if (kind == null) {
      return;
    }
    double resolution = level.measure().isTimedByInjector() ? RESOLUTION_MS : 0;
    Metric metric =
        new Metric("level:" + level.id(), level.name(), level.unit().label(), kind, resolution);
    if (level.actual() != null) {
      add(metric, level.actual());
    } else if (level.actualLow() != null) {
      double high = level.actualHigh() == null ? Double.POSITIVE_INFINITY : level.actualHigh();
      figures.put(metric, new ValueRange(level.actualLow(), high));
    }
  }

  /**
   * What people in a browser feel without load. Under load, the same is among the service levels.
   */
  private void withoutLoad(BrowserFigures.Figure figure) {
    if (figure.control() != null) {
      figure.control().ofAll().ifPresent(p75 -> add(Metric.of(figure.name()), p75));
    }
  }

  private void work(WorkFigure work) {
    add(
        new Metric("work:" + work.series(), work.series(), PER_REQUEST, Kind.WORK, 0),
        work.perRequest());
  }

  private void add(Metric metric, Double value) {
    if (value != null) {
      figures.put(metric, ValueRange.exact(value));
    }
  }
}
