package io.openmeet.reference.cache;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.UUID;

/**
 * Which reads are answered from the cache, and how fresh their answers are. Whoever writes sees it
 * at once, always; the bounds below are for what others wrote, and for age.
 */
public enum Cached {
  /** {@code GET /auth/me}. */
  WHO_AM_I(Tag.ACCOUNT, life(ofMinutes(10)), late(ofMinutes(1), ZERO), gather(ZERO)),

  /** {@code GET /meetings}, each limit and filter by itself. */
  MEETING_LISTS(
      Tag.MEETINGS, life(ofMinutes(1)), late(ofSeconds(10), ofSeconds(1)), gather(ofMillis(20))),

  /**
   * {@code GET /analytics/summary}: where counts are not kept, making it costs more than a list.
   */
  ANALYTICS(
      Tag.MEETINGS, life(ofMinutes(1)), late(ofSeconds(10), ofSeconds(1)), gather(ofMillis(100))),

  /** {@code GET /search}, each query and limit by itself. */
  SEARCHES(Tag.SEARCHED_TEXTS, life(ofMinutes(5)), late(ofMinutes(1), ZERO), gather(ZERO)),

  /** {@code GET /deals}, each limit and stage by itself. */
  DEAL_LISTS(
      Tag.DEALS, life(ofMinutes(1)), late(ofSeconds(10), ofSeconds(1)), gather(ofMillis(20))),

  /** {@code GET /usage}, each metric and time by itself. The API does not write it yet. */
  USAGE(Tag.USAGE, life(ofMinutes(1)), late(ofSeconds(10), ZERO), gather(ZERO));

  /** An answer in the cache: whose it is stands in it, so that nobody gets another's. */
  public record Key(Cached what, UUID owner, String detail) {
    String text() {
      return what + ":" + owner + ":" + detail;
    }
  }

  /** How late an answer may be when it is served while it is made anew. */
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
   * @param owner the organisation or the user whose data is answered with
   */
  public Key of(UUID owner) {
    return of(owner, "");
  }

  /**
   * @param owner the organisation or the user whose data is answered with
   * @param detail what tells this answer from the owner's others
   */
  public Key of(UUID owner, String detail) {
    return new Key(this, owner, detail);
  }

  /** The writes that make such an answer old. */
  Tag tag() {
    return tag;
  }

  /** For how long it is good when nobody writes. */
  long lifeMs() {
    return lifeMs;
  }

  /** For how long it is served past its life while it is made anew. */
  long lateAfterExpiryMs() {
    return lateAfterExpiryMs;
  }

  /** For how long it is served after somebody else's write while it is made anew. */
  long lateAfterWriteMs() {
    return lateAfterWriteMs;
  }

  /** How long a making anew is put off, so that it serves the writes of that time together. */
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
