package io.openmeet.reference.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts statements that took too long, and logs each of them once, with its plan. It asks for a
 * plan at most once a minute, so that a slow database does not get slower. Values never appear: a
 * statement is shown with {@code $1} in its text.
 */
final class SlowQueries {
  private static final Logger LOG = LoggerFactory.getLogger(SlowQueries.class);
  private static final long PLAN_PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Duration threshold;
  private final Function<Query, Future<String>> planner;
  private final MeterRegistry registry;

  /** By the statement's name; the number of names is fixed. */
  private final ConcurrentMap<String, Long> planAskedAtNanos = new ConcurrentHashMap<>();

  private final Set<String> loggedWithPlan = ConcurrentHashMap.newKeySet();

  /**
   * @param planner returns a statement's plan; the caller does not wait for it
   */
  SlowQueries(Duration threshold, Function<Query, Future<String>> planner, MeterRegistry registry) {
    this.threshold = threshold;
    this.planner = planner;
    this.registry = registry;
  }

  /** Takes the time of a statement; only a slow one causes work. */
  void note(Query query, long nanos) {
    if (nanos <= threshold.toNanos()) {
      return;
    }
    Counter.builder("openmeet.database.slow.queries")
        .description("Statements that took longer than reference.slowQueryMs")
        .tag("query", query.name())
        .register(registry)
        .increment();
    if (!loggedWithPlan.contains(query.name()) && planIsDue(query.name())) {
      long milliseconds = TimeUnit.NANOSECONDS.toMillis(nanos);
      planner.apply(query).onComplete((plan, failure) -> log(query, milliseconds, plan, failure));
    }
  }

  /** Whether to ask for a plan now; remembers the time if so. */
  private boolean planIsDue(String name) {
    long now = System.nanoTime();
    return planAskedAtNanos.merge(
            name, now, (asked, again) -> again - asked > PLAN_PERIOD_NANOS ? again : asked)
        == now;
  }

  private void log(Query query, long milliseconds, String plan, Throwable failure) {
    if (failure == null) {
      loggedWithPlan.add(query.name());
    }
    LOG.warn(
        "{} took {} ms, more than {} ms: {}\n{}",
        query.name(),
        milliseconds,
        threshold.toMillis(),
        query.sql(),
        failure == null ? plan : "Its plan is not available: " + failure.getMessage());
  }
}
