package io.openmeet.reference.cache;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.UUID;

/**
 * Which reads are answered from the cache, and how fresh their answers are. Users always see their
 * own writes at once; the bounds below are for the writes of others, and for age.
 */
public enum Cached {
  /** {@code GET /auth/me}. */
  WHO_AM_I(Tag.ACCOUNT, life(ofMinutes(10)), late(ofMinutes(1), ZERO), gather(ZERO)),

  /** {@code GET /meetings}, separately for each limit. */
  MEETING_LISTS(
      Tag.MEETINGS, life(ofMinutes(1)), late(ofSeconds(10), ofSeconds(1)), gather(ofMillis(20))),

  /** {@code GET /analytics/summary}; without kept counts it costs more to make than a list. */
  ANALYTICS(
      Tag.MEETINGS, life(ofMinutes(1)), late(ofSeconds(10), ofSeconds(1)), gather(ofMillis(100))),

  /** {@code GET /search}, separately for each query and limit. */
  SEARCHES(Tag.SEARCHED_TEXTS, life(ofMinutes(5)), late(ofMinutes(1), ZERO), gather(ZERO));

  /** The key of an answer; it contains the owner, so that nobody gets another's answer. */
  public record Key(Cached what, UUID owner, String detail) {
    String text() {
      return what + ":" + owner + ":" + detail;
    }
  }

  /** How late an answer may be when it is served while a new one is made. */
  private record Lateness(Duration afterExpiry, Duration afterAnothersWrite) {}

  private final Tag tag;
  private final long lifeMs;
  private final long lateAfterExpiryMs;
  private final long lateAfterWriteMs;
  private final long gatherMs;

  Cached(Tag tag, Duration life, Lateness late, Duration gather) {
    this.tag = tag;
    this.lifeMs = life.toMillis();
    this.lateAfterExpiryMs = late.afterExpiry().toMillis();
    this.lateAfterWriteMs = late.afterAnothersWrite().toMillis();
    this.gatherMs = gather.toMillis();
  }

  /**
   * The only such answer of its owner.
   *
   * @param owner the organisation or the user whose data the answer contains
   */
  public Key of(UUID owner) {
    return of(owner, "");
  }

  /**
   * @param owner the organisation or the user whose data the answer contains
   * @param detail what distinguishes this answer from the owner's others
   */
  public Key of(UUID owner, String detail) {
    return new Key(this, owner, detail);
  }

  /** The writes that make such an answer old. */
  Tag tag() {
    return tag;
  }

  /** How long an answer is fresh when nobody writes. */
  long lifeMs() {
    return lifeMs;
  }

  /** How long an answer is served after its life while a new one is made. */
  long lateAfterExpiryMs() {
    return lateAfterExpiryMs;
  }

  /** How long an answer is served after another user's write while a new one is made. */
  long lateAfterWriteMs() {
    return lateAfterWriteMs;
  }

  /** How long the new answer is delayed, so that it includes all writes of that time. */
  long gatherMs() {
    return gatherMs;
  }

  private static Duration life(Duration life) {
    return life;
  }

  private static Lateness late(Duration afterExpiry, Duration afterAnothersWrite) {
    return new Lateness(afterExpiry, afterAnothersWrite);
  }

  private static Duration gather(Duration gather) {
    return gather;
  }
}
