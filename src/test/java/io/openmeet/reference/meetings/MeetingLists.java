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

  Future<Representation> list(Principal caller, int limit, String typeOrNull) {
    UUID organisation = caller.organisation();
    return cache.answer(
        key(organisation, limit, typeOrNull),
        caller.user(),
        () -> find(organisation, limit, typeOrNull));
  }

  /** Makes the plain list anew before somebody asks: it is what most callers want. */
  void refreshSoon(UUID organisation) {
    cache.refreshSoon(
        key(organisation, PLAIN_LIMIT, null), () -> find(organisation, PLAIN_LIMIT, null));
  }

  private Future<Buffer> find(UUID organisation, int limit, String typeOrNull) {
    return meetings.list(organisation, limit, typeOrNull).map(MeetingJson::list);
  }

  private static Cached.Key key(UUID organisation, int limit, String typeOrNull) {
    return Cached.MEETING_LISTS.of(
        organisation, typeOrNull == null ? "" + limit : limit + ":" + typeOrNull);
  }
}
