package io.openmeet.loadtest.results;

import io.openmeet.loadtest.injector.CorrectedTimes;
import io.openmeet.loadtest.injector.PaceCorrectedLog;
import io.openmeet.loadtest.injector.ResponseTimes;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.SlaOutcome;
import io.openmeet.loadtest.statistics.ConfidenceInterval;
import io.openmeet.loadtest.statistics.LogFanOut;
import io.openmeet.loadtest.statistics.PercentileInterval;
import io.openmeet.loadtest.statistics.RatioInterval;
import io.openmeet.loadtest.statistics.Second;
import io.openmeet.loadtest.statistics.TimesBySecond;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * How sure the values of service levels are: percentiles of response times, and the error rate. The
 * other measures have no interval: their values come from the target or the journeys, without
 * seconds, or, like throughput, follow the plan. A level that a single request or dropped arrivals
 * break has none either.
 */
final class Confidence {
  private final TimesBySecond logged;
  private final TimesBySecond corrected;
  private final LogVisitor log;

  private Confidence(TimesBySecond logged, TimesBySecond corrected, LogVisitor log) {
    this.logged = logged;
    this.corrected = corrected;
    this.log = log;
  }

  /**
   * @param intervalMs the pace of users without a plan; 0 when there is none
   */
  static Confidence of(Observations known, long intervalMs) {
    TimesBySecond logged = new TimesBySecond(known.window(), known.samples());
    TimesBySecond corrected = new TimesBySecond(known.window(), known.samples());
    if (known.plan() != null) {
      // Times corrected for lag are never shorter than the logged ones, so these are not needed.
      return new Confidence(logged, corrected, new LogVisitor() {});
    }
    return intervalMs == 0
        ? new Confidence(logged, logged, logged)
        : new Confidence(
            logged, corrected, new LogFanOut(logged, new PaceCorrectedLog(intervalMs, corrected)));
  }

  /** Visits the requests as logged. */
  LogVisitor log() {
    return log;
  }

  /** Visits the requests of a planned load, corrected for the injector's lag. */
  LogVisitor correctedLog() {
    return corrected;
  }

  /**
   * Call it after the log is read.
   *
   * @param times of the same log
   * @param seconds of the same log
   * @return in the unit of the level; empty when it is not known
   */
  Optional<ConfidenceInterval> of(SlaOutcome outcome, ResponseTimes times, List<Second> seconds) {
    if (!(outcome.measured() instanceof Measured.Value)) {
      return Optional.empty();
    }
    return switch (outcome.sla().measure()) {
      case RESPONSE_TIME -> responseTime(times.judged(), outcome.sla().percentile());
      case ERROR_RATE ->
          RatioInterval.of(each(seconds, Second::errors), each(seconds, Second::started));
      case THROUGHPUT,
          CONCURRENCY,
          SHARE,
          OBSERVED_TIME,
          OBSERVED_SCORE,
          METRIC_PERCENTILE,
          METRIC_HIT_RATIO,
          METRIC_PER_REQUEST ->
          Optional.empty();
    };
  }

  /** For the logged or the corrected times: those by which the level is judged. */
  private Optional<ConfidenceInterval> responseTime(CorrectedTimes times, double percentile) {
    boolean asLogged =
        times.raw().percentileMs(percentile) > times.corrected().percentileMs(percentile);
    return asLogged
        ? PercentileInterval.of(times.raw(), logged, percentile)
        : PercentileInterval.of(times.corrected(), corrected, percentile);
  }

  private static long[] each(List<Second> seconds, ToLongFunction<Second> figure) {
    return seconds.stream().mapToLong(figure).toArray();
  }
}
