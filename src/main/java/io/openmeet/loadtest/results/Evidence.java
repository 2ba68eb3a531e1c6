package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.SlaOutcome;
import io.openmeet.loadtest.sla.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a broken level speaks against the target, or may be the injector's own doing. This is the
 * one place that says so:
 *
 * <ul>
 *   <li>errors, messages that did not come and cache misses are the target's, however late the
 *       injector was;
 *   <li>a response time is, when it would break the level even without what the injector may have
 *       added to it ({@link Validity#injectorShareMs});
 *   <li>too low a throughput is, and dropped arrivals are, when the target was asked for enough,
 *       and more is missing than would have come in the time that the injector may have stood
 *       still;
 *   <li>too few users are, when at least as many requests failed within ten seconds as users are
 *       missing.
 * </ul>
 *
 * @param injectorShareMs by how much the injector may have lengthened a response time
 * @param arrivals null when the load is no open model
 * @param windowSeconds how long the window was
 * @param dropped arrivals
 * @param failedAtOnce the most requests that failed within ten seconds
 */
record Evidence(
    double injectorShareMs,
    ArrivalFigures arrivals,
    double windowSeconds,
    long dropped,
    long failedAtOnce) {

  /** So long a user whose request failed may stay away. */
  private static final int SECONDS_AWAY = 10;

  static Evidence of(
      RunStatistics statistics, ArrivalFigures arrivals, double shareMs, long dropped) {
    return new Evidence(
        shareMs,
        arrivals,
        statistics.window().seconds(),
        dropped,
        mostErrors(statistics.seconds(), SECONDS_AWAY));
  }

  private static long mostErrors(List<Second> seconds, int together) {
    long sum = 0;
    long most = 0;
    for (int second = 0; second < seconds.size(); second++) {
      sum += seconds.get(second).errors();
      if (second >= together) {
        sum -= seconds.get(second - together).errors();
      }
      most = Math.max(most, sum);
    }
    return most;
  }

  /** Whether arrivals were dropped for the target's sake. */
  boolean droppedForTheTarget() {
    return dropped > mayHaveHeldUp();
  }

  /** Requests that would have come while the injector stood still. */
  private double mayHaveHeldUp() {
    if (injectorShareMs == 0) {
      return 0;
    }
    return arrivals == null
        ? Double.POSITIVE_INFINITY
        : arrivals.plannedPerSecond() * injectorShareMs / 1000;
  }

  /**
   * Why a broken level says nothing of the target, as a clause for people; empty when it does.
   *
   * @param outcome of a level that is broken
   */
  Optional<String> objection(SlaOutcome outcome) {
    return switch (outcome.sla().measure()) {
      case ERROR_RATE, SHARE, METRIC_HIT_RATIO -> Optional.empty();
      case RESPONSE_TIME, OBSERVED_TIME, METRIC_PERCENTILE -> ofTimes(outcome);
      case THROUGHPUT -> ofThroughput(outcome);
      case CONCURRENCY -> ofUsers(outcome);
    };
  }

  private Optional<String> ofTimes(SlaOutcome outcome) {
    if (outcome.sla().judge(withoutShare(outcome.measured())).verdict() == Verdict.BROKEN) {
      return Optional.empty();
    }
    return Optional.of(
        Double.isInfinite(injectorShareMs)
            ? "how much of it is the injector's is not known"
            : text("the injector may have added %,.0f ms to it", injectorShareMs));
  }

  private Measured withoutShare(Measured measured) {
    if (measured instanceof Measured.Value value) {
      return new Measured.Value(value.value() - injectorShareMs);
    }
    if (measured instanceof Measured.Interval interval) {
      return new Measured.Interval(
          interval.low() - injectorShareMs, interval.high() - injectorShareMs);
    }
    if (measured instanceof Measured.Refuted ofOneRequest) {
      return new Measured.Value(ofOneRequest.value() - injectorShareMs);
    }
    return measured;
  }

  private Optional<String> ofThroughput(SlaOutcome outcome) {
    double limit = outcome.sla().limit();
    if (arrivals == null || arrivals.delivered() < limit * windowSeconds) {
      return Optional.of("the target was not asked for more");
    }
    double missing =
        outcome.measured() instanceof Measured.Value value
            ? (limit - value.value()) * windowSeconds
            : dropped;
    return missing > mayHaveHeldUp()
        ? Optional.empty()
        : Optional.of("the injector did not keep up");
  }

  private Optional<String> ofUsers(SlaOutcome outcome) {
    if (!(outcome.measured() instanceof Measured.Value users)) {
      return droppedForTheTarget() ? Optional.empty() : Optional.of("the injector did not keep up");
    }
    double missing = outcome.sla().limit() - users.value();
    return failedAtOnce >= missing
        ? Optional.empty()
        : Optional.of(
            failedAtOnce == 0
                ? "the target answered all that it was asked"
                : text("in no ten seconds did more than %,d requests fail", failedAtOnce));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
