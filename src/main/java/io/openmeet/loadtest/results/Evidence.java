package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
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
 *       added to it ({@link Validity#injectorShareMs}), and without the requests that were sent
 *       while it stood still and caught up ({@link Stalls});
 *   <li>too low a throughput is, and dropped arrivals are, when the target was asked for enough,
 *       and more is missing than would have come while the injector may have stood still and caught
 *       up;
 *   <li>too few users are, when at least as many requests failed within ten seconds as users are
 *       missing.
 * </ul>
 *
 * @param logged what the run's log says
 * @param injectorShareMs by how much the injector may have lengthened a response time
 * @param dropped arrivals
 * @param failedAtOnce the most requests that failed within ten seconds
 */
record Evidence(LoggedRun logged, double injectorShareMs, long dropped, long failedAtOnce) {

  /** So long a user whose request failed may stay away. */
  private static final int SECONDS_AWAY = 10;

  static Evidence of(LoggedRun logged, double injectorShareMs, long dropped) {
    return new Evidence(
        logged, injectorShareMs, dropped, mostErrors(logged.statistics().seconds(), SECONDS_AWAY));
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

  /** Requests that would have come while the injector stood still and caught up. */
  private double mayHaveHeldUp() {
    if (injectorShareMs == 0) {
      return 0;
    }
    return logged.arrivals() == null
        ? Double.POSITIVE_INFINITY
        : logged.arrivals().plannedPerSecond()
            * Math.max(injectorShareMs / 1000, logged.stalls().seconds());
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
    Stalls stalls = logged.stalls();
    if (isBroken(outcome.sla(), outcome.measured(), stalls.mostAddedMs(injectorShareMs))
        || isBroken(outcome.sla(), withoutStalls(outcome), injectorShareMs)) {
      return Optional.empty();
    }
    if (Double.isInfinite(injectorShareMs)) {
      return Optional.of("how much of it is the injector's is not known");
    }
    return Optional.of(
        stalls.isEmpty()
            ? text("the injector may have added %,.0f ms to it", injectorShareMs)
            : text(
                "it may be the injector's, which stood still or caught up for %,d s",
                stalls.seconds()));
  }

  /** Only the log tells what was asked when. */
  private Measured withoutStalls(SlaOutcome outcome) {
    return outcome.sla().measure() == Measure.RESPONSE_TIME
        ? SlaMeasurement.responseTime(outcome.sla(), logged.timesWithoutStalls())
        : new Measured.Missing("not known by the second");
  }

  private static boolean isBroken(Sla sla, Measured measured, double addedMs) {
    return sla.judge(less(measured, addedMs)).verdict() == Verdict.BROKEN;
  }

  private static Measured less(Measured measured, double ms) {
    if (measured instanceof Measured.Value value) {
      return new Measured.Value(value.value() - ms);
    }
    if (measured instanceof Measured.Interval interval) {
      return new Measured.Interval(interval.low() - ms, interval.high() - ms);
    }
    if (measured instanceof Measured.Refuted ofOneRequest) {
      return new Measured.Value(ofOneRequest.value() - ms);
    }
    return measured;
  }

  private Optional<String> ofThroughput(SlaOutcome outcome) {
    double limit = outcome.sla().limit();
    ArrivalFigures arrivals = logged.arrivals();
    double windowSeconds = logged.statistics().window().seconds();
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
