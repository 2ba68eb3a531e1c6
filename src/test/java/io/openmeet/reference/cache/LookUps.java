package io.openmeet.reference.cache;

import io.micrometer.core.instrument.Counter;
import io.openmeet.reference.metrics.Metrics;

/** Counts how look-ups end; each look-up counts once. */
final class LookUps {
  private final Counter hits;
  private final Counter stale;
  private final Counter misses;
  private final Counter shared;
  private final Counter errors;

  LookUps(Metrics metrics) {
    this.hits = metrics.cacheRequests("hit");
    this.stale = metrics.cacheRequests("stale");
    this.misses = metrics.cacheRequests("miss");
    this.shared = metrics.cacheRequests("shared");
    this.errors = metrics.cacheRequests("error");
  }

  /** Found, and new enough. */
  void hit() {
    hits.increment();
  }

  /** Found, slightly out of date, and served while a new one is made. */
  void stale() {
    stale.increment();
  }

  /** Not found, or too old; made by this look-up. */
  void miss() {
    misses.increment();
  }

  /** Not found, or too old; another look-up already makes it. */
  void shared() {
    shared.increment();
  }

  /** Redis did not answer, or keeps nothing. */
  void error() {
    errors.increment();
  }
}
