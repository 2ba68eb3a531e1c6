package io.openmeet.reference.meetings;

import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.cache.AnswerCache;
import io.openmeet.reference.cache.Versions;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.UUID;

/**
 * Lists of meetings, from the cache. Who changed a meeting sees it in the list at once. Others see
 * the plain list change within {@link #REFRESH_DELAY} or so, lists with a filter within {@link
 * #FILTERED_LIFE}.
 */
final class MeetingLists {
  private static final int PLAIN_LIMIT = 20;
  private static final Duration PLAIN_LIFE = Duration.ofMinutes(1);
  private static final Duration FILTERED_LIFE = Duration.ofSeconds(5);
  private static final Duration REFRESH_DELAY = Duration.ofMillis(20);

  private final Meetings meetings;
  private final AnswerCache cache;
  private final Versions versions;

  MeetingLists(Meetings meetings, AnswerCache cache, Versions versions) {
    this.meetings = meetings;
    this.cache = cache;
    this.versions = versions;
  }

  Future<Buffer> list(Principal caller, int limit, MeetingFilter filter) {
    UUID organisation = caller.organisation();
    boolean plain = limit == PLAIN_LIMIT && filter.equals(MeetingFilter.ALL);
    return cache.answer(
        key(organisation, limit, filter),
        versions.oldestFor(caller.user()),
        plain ? PLAIN_LIFE : FILTERED_LIFE,
        () -> meetings.list(organisation, limit, filter).map(MeetingJson::list));
  }

  /** Makes the plain list anew before somebody asks: it is what most callers want. */
  void refreshSoon(UUID organisation) {
    cache.refreshSoon(
        key(organisation, PLAIN_LIMIT, MeetingFilter.ALL),
        REFRESH_DELAY,
        PLAIN_LIFE,
        () -> meetings.list(organisation, PLAIN_LIMIT, MeetingFilter.ALL).map(MeetingJson::list));
  }

  private static String key(UUID organisation, int limit, MeetingFilter filter) {
    String key = "meetings:" + organisation + ":" + limit;
    return filter.equals(MeetingFilter.ALL)
        ? key
        // A word holds no colon, and what is absent is empty: no two filters have one key.
        : String.join(
            ":", key, word(filter.type()), word(filter.status()), word(filter.createdBy()));
  }

  private static String word(Object valueOrNull) {
    return valueOrNull == null ? "" : valueOrNull.toString();
  }
}
