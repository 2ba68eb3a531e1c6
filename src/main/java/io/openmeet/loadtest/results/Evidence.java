package io.openmeet.loadtest.results;

import io.openmeet.loadtest.injector.ArrivalFigures;
import io.openmeet.loadtest.injector.Stalls;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaOutcome;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.statistics.Second;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a broken service level is evidence against the target, or whether the injector
 * may be the cause:
 *
 * <ul>
 *   <li>errors, missing messages, scores, cache misses and work for each request are always
 *       evidence, also when the injector was late;
 *   <li>a response time is evidence when it breaks the level even without the time that the
 *       injector may have added ({@link Validity#injectorShareMs}), and without the requests that
 *       the injector sent while it stood still and caught up ({@link Stalls});
 *   <li>a low throughput and dropped arrivals are evidence when the target was asked for enough,
 *       and more requests are missing than were planned for the time in which the injector may have
 *       stood still and caught up;
 *   <li>too few users are evidence when at least as many requests failed within ten seconds as
 *       users are missing.
 * </ul>
 *
 * @param logged content of the run's log
 * @param injectorShareMs time that the injector may have added to a response time
 * @param dropped number of dropped arrivals
 * @param failedAtOnce the most requests that failed within ten seconds
 */
record Evidence(LogAnalysis logged, double injectorShareMs, long dropped, long failedAtOnce) {

  /** A user may be away for this time after its request failed. */
  private static final int SECONDS_AWAY = 10;

  static Evidence of(LogAnalysis logged, double injectorShareMs, long dropped) {
    return new Evidence(
        logged, injectorShareMs, dropped, mostErrorsTogether(logged.statistics().seconds()));
  }

  /** The most errors within {@value #SECONDS_AWAY} seconds. */
  private static long mostErrorsTogether(List<Second> seconds) {
    long sum = 0;
    long most = 0;
    for (int second = 0; second < seconds.size(); second++) {
      sum += seconds.get(second).errors();
      if (second >= SECONDS_AWAY) {
        sum -= seconds.get(second - SECONDS_AWAY).errors();
      }
      most = Math.max(most, sum);
    }
    return most;
  }

  /** Whether the target is the cause of dropped arrivals. */
  boolean targetCausedDrops() {
    return dropped > requestsHeldUp();
  }

  /** Requests that were planned for the time in which the injector stood still and caught up. */
  private double requestsHeldUp() {
    if (injectorShareMs == 0) {
      return 0;
    }
    return logged.arrivals() == null
        ? Double.POSITIVE_INFINITY
        : logged.arrivals().plannedPerSecond()
            * Math.max(injectorShareMs / 1000, logged.stalls().seconds());
  }

  /**
   * Why a broken service level is not evidence against the target, as a clause for the reports;
   * empty when it is evidence.
   *
   * @param outcome of a broken service level
   */
  Optional<String> objection(SlaOutcome outcome) {
    return switch (outcome.sla().measure()) {
      case ERROR_RATE, SHARE, OBSERVED_SCORE, METRIC_HIT_RATIO, METRIC_PER_REQUEST ->
          Optional.empty();
      // The log has the time of each request, so those of the stalls can be left out.
      case RESPONSE_TIME ->
          objectionToTime(
              outcome, SlaMeasurement.responseTime(outcome.sla(), logged.timesWithoutStalls()));
      case OBSERVED_TIME, METRIC_PERCENTILE ->
          objectionToTime(outcome, new Measured.Missing("not known by the second"));
      case THROUGHPUT -> objectionToThroughput(outcome);
      case CONCURRENCY -> objectionToUsers(outcome);
    };
  }

  private Optional<String> objectionToTime(SlaOutcome outcome, Measured withoutStalls) {
    Stalls stalls = logged.stalls();
    if (isBroken(outcome.sla(), outcome.measured(), stalls.mostAddedMs(injectorShareMs))
        || isBroken(outcome.sla(), withoutStalls, injectorShareMs)) {
      return Optional.empty();
    }
    if (Double.isInfinite(injectorShareMs)) {
      return Optional.of("the injector's share of it is not known");
    }
    return Optional.of(
        stalls.isEmpty()
            ? "the injector may have added %s ms to it"
                .formatted(NumberText.text(injectorShareMs, 0))
            : "the injector may be the cause, because it stood still or caught up for %s s"
                .formatted(NumberText.count(stalls.seconds())));
  }

  private static boolean isBroken(Sla sla, Measured measured, double addedMs) {
    return sla.judge(minus(measured, addedMs)).verdict() == Verdict.BROKEN;
  }

  private static Measured minus(Measured measured, double ms) {
    if (measured.exact().isPresent()) {
      return new Measured.Value(measured.exact().getAsDouble() - ms);
    }
    return measured instanceof Measured.Interval interval
        ? new Measured.Interval(interval.low() - ms, interval.high() - ms)
        : measured;
  }

  private Optional<String> objectionToThroughput(SlaOutcome outcome) {
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
    return missing > requestsHeldUp()
        ? Optional.empty()
        : Optional.of("the injector did not keep up");
  }

  private Optional<String> objectionToUsers(SlaOutcome outcome) {
    if (!(outcome.measured() instanceof Measured.Value users)) {
      return targetCausedDrops() ? Optional.empty() : Optional.of("the injector did not keep up");
    }
    double missing = outcome.sla().limit() - users.value();
    return failedAtOnce >= missing
        ? Optional.empty()
        : Optional.of(
            failedAtOnce == 0
                ? "no request failed"
                : "at most %s requests failed within ten seconds"
                    .formatted(NumberText.count(failedAtOnce)));
  }
}
