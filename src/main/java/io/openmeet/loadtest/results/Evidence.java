package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.SlaOutcome;
import io.openmeet.loadtest.sla.Verdict;
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
 *   <li>too low a throughput is, when the injector asked for enough, on time;
 *   <li>too few users are, when at least as many requests failed as users are missing.
 * </ul>
 *
 * @param validity of the run
 * @param failedRequests in the window
 */
record Evidence(Validity validity, long failedRequests) {

  /**
   * Why a broken level says nothing of the target, as a clause for people; empty when it does.
   *
   * @param outcome of a level that is broken
   */
  Optional<String> objection(SlaOutcome outcome) {
    return switch (outcome.sla().measure()) {
      case ERROR_RATE, SHARE, METRIC_HIT_RATIO -> Optional.empty();
      case RESPONSE_TIME, OBSERVED_TIME, METRIC_PERCENTILE -> ofTimes(outcome);
      case THROUGHPUT -> ofThroughput();
      case CONCURRENCY -> ofUsers(outcome);
    };
  }

  private Optional<String> ofTimes(SlaOutcome outcome) {
    double shareMs = validity.injectorShareMs();
    if (outcome.sla().judge(without(shareMs, outcome.measured())).verdict() == Verdict.BROKEN) {
      return Optional.empty();
    }
    return Optional.of(
        Double.isInfinite(shareMs)
            ? "how much of it is the injector's is not known"
            : text("the injector may have added %,.0f ms to it", shareMs));
  }

  private static Measured without(double shareMs, Measured measured) {
    if (measured instanceof Measured.Value value) {
      return new Measured.Value(value.value() - shareMs);
    }
    if (measured instanceof Measured.Interval interval) {
      return new Measured.Interval(interval.low() - shareMs, interval.high() - shareMs);
    }
    if (measured instanceof Measured.Refuted ofOneRequest) {
      return new Measured.Value(ofOneRequest.value() - shareMs);
    }
    return measured;
  }

  private Optional<String> ofThroughput() {
    if (validity.injectorShareMs() > 0) {
      return Optional.of("the injector did not keep up");
    }
    return validity.arrivedAsPlanned()
        ? Optional.empty()
        : Optional.of("the target was not asked for more");
  }

  private Optional<String> ofUsers(SlaOutcome outcome) {
    if (!(outcome.measured() instanceof Measured.Value users)) {
      // Dropped arrivals.
      return ofThroughput();
    }
    double missing = outcome.sla().limit() - users.value();
    return failedRequests >= missing
        ? Optional.empty()
        : Optional.of(
            failedRequests == 0
                ? "the target answered all that it was asked"
                : text("of the requests only %,d failed", failedRequests));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
