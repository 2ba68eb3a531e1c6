package io.openmeet.reference.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records statements that took too long. It counts all, keeps the latest, and logs each statement
 * with its plan. It asks for a plan at most once a minute, so that a slow database does not get
 * slower. Values never appear: a statement is shown with {@code $1} in its text.
 */
final class SlowQueries {
  private static final Logger LOG = LoggerFactory.getLogger(SlowQueries.class);
  private static final int KEPT = 50;
  private static final long PLAN_PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);

  /**
   * One run of a statement that took too long.
   *
   * @param plan the statement's latest plan, the same for all its runs; null while none is known
   */
  record SlowQuery(Query query, long milliseconds, Instant at, String plan) {}

  private record Plan(long askedAtNanos, String text) {}

  private final Duration threshold;
  private final Function<Query, Future<String>> planner;
  private final MeterRegistry registry;
  private final Deque<SlowQuery> latest = new ArrayDeque<>();

  /** By the statement's name; the number of names is fixed. */
  private final ConcurrentMap<String, Plan> plans = new ConcurrentHashMap<>();

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
    long milliseconds = TimeUnit.NANOSECONDS.toMillis(nanos);
    synchronized (latest) {
      latest.addFirst(new SlowQuery(query, milliseconds, Instant.now(), null));
      if (latest.size() > KEPT) {
        latest.removeLast();
      }
    }
    if (planIsDue(query.name())) {
      planner.apply(query).onComplete((plan, failure) -> tell(query, milliseconds, plan, failure));
    }
  }

  /** The latest ones, newest first. */
  List<SlowQuery> latest() {
    synchronized (latest) {
      return latest.stream()
          .map(slow -> new SlowQuery(slow.query(), slow.milliseconds(), slow.at(), plan(slow)))
          .toList();
    }
  }

  private String plan(SlowQuery slow) {
    Plan plan = plans.get(slow.query().name());
    return plan == null ? null : plan.text();
  }

  private boolean planIsDue(String name) {
    long now = System.nanoTime();
    boolean[] due = {false};
    plans.compute(
        name,
        (key, known) -> {
          due[0] = known == null || now - known.askedAtNanos() > PLAN_PERIOD_NANOS;
          return due[0] ? new Plan(now, known == null ? null : known.text()) : known;
        });
    return due[0];
  }

  /** Logs a statement when its plan is first known; the counter shows how often it is slow. */
  private void tell(Query query, long milliseconds, String plan, Throwable failure) {
    boolean known = plans.get(query.name()).text() != null;
    if (failure == null) {
      plans.computeIfPresent(query.name(), (key, asked) -> new Plan(asked.askedAtNanos(), plan));
    }
    if (known) {
      return;
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
