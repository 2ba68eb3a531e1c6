package io.openmeet.reference.meetings;

import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.cache.AnswerCache;
import io.openmeet.reference.cache.Cached;
import io.openmeet.reference.http.Representation;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/** Lists of meetings, from the cache. */
final class MeetingLists {
  static final int PLAIN_LIMIT = 20;

  private final Meetings meetings;
  private final AnswerCache cache;

  MeetingLists(Meetings meetings, AnswerCache cache) {
    this.meetings = meetings;
    this.cache = cache;
  }

  Future<Representation> list(Principal caller, int limit, MeetingFilter filter) {
    UUID organisation = caller.organisation();
    return cache.answer(
        key(organisation, limit, filter), caller.user(), () -> find(organisation, limit, filter));
  }

  /** Refreshes the unfiltered list before a request, because most requests ask for it. */
  void refreshSoon(UUID organisation) {
    cache.refreshSoon(
        key(organisation, PLAIN_LIMIT, MeetingFilter.ALL),
        () -> find(organisation, PLAIN_LIMIT, MeetingFilter.ALL));
  }

  private Future<Buffer> find(UUID organisation, int limit, MeetingFilter filter) {
    return meetings.list(organisation, limit, filter).map(MeetingJson::list);
  }

  /** A word has no colon, and an absent one is empty, so no two filters share a key. */
  private static Cached.Key key(UUID organisation, int limit, MeetingFilter filter) {
    return Cached.MEETING_LISTS.of(
        organisation,
        String.join(
            ":",
            Integer.toString(limit),
            word(filter.type()),
            word(filter.status()),
            word(filter.createdBy())));
  }

  private static String word(Object valueOrNull) {
    return valueOrNull == null ? "" : valueOrNull.toString();
  }
}
