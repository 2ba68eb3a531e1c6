package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.sla.Unit;

/**
 * A figure that each run of a fingerprint has.
 *
 * @param key the id of a service level, such as {@code api-p95}, or the series of a figure of work,
 *     such as {@code queries_total{query="find"}}
 * @param unit of a service level; null for work, which is counted for each request
 */
public record Figure(String key, Unit unit, Direction direction) {
  /** Whether it is work that the target does for a request, and no service level. */
  public boolean isWork() {
    return unit == null;
  }

  /** Whether it is often near 0, where a large part of itself is no important change. */
  boolean isOftenNearZero() {
    return unit == Unit.RATIO || unit == Unit.SCORE;
  }

  /** A value for people, with its unit if it has one. */
  public String text(double value) {
    return isWork() ? NumberText.significant(value) : unit.text(value);
  }
}
