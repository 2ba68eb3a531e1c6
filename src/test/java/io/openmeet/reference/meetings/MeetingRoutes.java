package io.openmeet.reference.meetings;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.openmeet.reference.analytics.AnalyticsRoutes;
import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.cache.AnswerCache;
import io.openmeet.reference.cache.Cached;
import io.openmeet.reference.cache.Tag;
import io.openmeet.reference.database.Database;
import io.openmeet.reference.faults.Faults;
import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.Api;
import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.Input;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.UUID;

/** {@code /meetings}: list, create, read, update, delete. */
public final class MeetingRoutes {
  private static final int DEFAULT_LIMIT = 20;
  private static final int LARGEST_OFFSET = 100_000;

  private final Meetings meetings;
  private final AnalyticsRoutes analytics;
  private final AnswerCache cache;
  private final Faults faults;

  public MeetingRoutes(
      Database database, AnswerCache cache, AnalyticsRoutes analytics, Faults faults) {
    this.meetings = new Meetings(database);
    this.analytics = analytics;
    this.cache = cache;
    this.faults = faults;
  }

  public void mount(Api api) {
    api.secured(GET, "/meetings", this::list);
    api.secured(GET, "/meetings/:id", this::read);
    api.secured(POST, "/meetings", this::create);
    api.secured(PUT, "/meetings/:id", this::update);
    api.secured(DELETE, "/meetings/:id", this::delete);
  }

  /** Caches the most requested list before the first request. */
  public void warm(UUID organisation) {
    refreshListSoon(organisation);
  }

  private Future<?> list(RoutingContext context) {
    int limit = Input.limit(context, DEFAULT_LIMIT, 100);
    int offset = Input.offset(context, LARGEST_OFFSET);
    Principal caller = Principal.of(context);
    UUID organisation = caller.organisation();
    if (offset > 0) {
      // Not kept: there are too many of them, and each is seldom asked for.
      return meetings
          .page(organisation, limit, offset)
          .onSuccess(rows -> Answers.read(context, json(rows)));
    }
    return cache
        .answer(key(organisation, limit), caller.user(), () -> find(organisation, limit))
        .onSuccess(answer -> Answers.read(context, answer));
  }

  /** Makes the list of default length before it is requested: most requests ask for it. */
  private void refreshListSoon(UUID organisation) {
    cache.refreshSoon(key(organisation, DEFAULT_LIMIT), () -> find(organisation, DEFAULT_LIMIT));
  }

  private Future<Buffer> find(UUID organisation, int limit) {
    Future<RowSet<Row>> rows = meetings.list(organisation, limit);
    if (faults.listNPlusOne()) {
      rows = rows.compose(listed -> meetings.readEach(listed, organisation).map(listed));
    }
    return rows.map(this::json);
  }

  private Buffer json(RowSet<Row> rows) {
    return faults.payloadDouble() ? MeetingJson.listTwice(rows) : MeetingJson.list(rows);
  }

  private static Cached.Key key(UUID organisation, int limit) {
    return Cached.MEETING_LISTS.of(organisation, Integer.toString(limit));
  }

  private Future<?> read(RoutingContext context) {
    UUID id = Input.id(context, "meeting");
    return meetings
        .read(id, Principal.of(context).organisation())
        .map(MeetingRoutes::found)
        .onSuccess(row -> Answers.read(context, MeetingJson.one(row)));
  }

  private Future<?> create(RoutingContext context) {
    MeetingInput input = MeetingInput.forCreation(Input.of(context));
    Principal caller = Principal.of(context);
    UUID id = UUID.randomUUID();
    return meetings
        .create(id, input, caller)
        .onSuccess(
            rows -> {
              invalidateListsAndCounts(caller);
              context.response().putHeader(HttpHeaders.LOCATION, "/meetings/" + id);
              Answers.json(context, 201, MeetingJson.one(rows.iterator().next()));
            });
  }

  private Future<?> update(RoutingContext context) {
    UUID id = Input.id(context, "meeting");
    MeetingInput input = MeetingInput.forUpdate(Input.of(context));
    Principal caller = Principal.of(context);
    return meetings
        .update(id, input, caller)
        .map(MeetingRoutes::found)
        .onSuccess(
            row -> {
              invalidate(row, caller);
              Answers.json(context, 200, MeetingJson.one(row));
            });
  }

  private Future<?> delete(RoutingContext context) {
    UUID id = Input.id(context, "meeting");
    Principal caller = Principal.of(context);
    return meetings
        .delete(id, caller)
        .map(MeetingRoutes::found)
        .onSuccess(
            row -> {
              invalidate(row, caller);
              Answers.empty(context);
            });
  }

  /** Makes the answers old that have data of a changed or deleted meeting. */
  private void invalidate(Row row, Principal caller) {
    if (row.getBoolean(Meetings.SEARCHABLE)) {
      cache.changed(Tag.SEARCHED_TEXTS, caller.organisation(), caller.user());
    }
    invalidateListsAndCounts(caller);
  }

  /** Makes an organisation's lists and counts old, and begins to make new ones. */
  private void invalidateListsAndCounts(Principal caller) {
    cache.changed(Tag.MEETINGS, caller.organisation(), caller.user());
    refreshListSoon(caller.organisation());
    analytics.refreshSoon(caller.organisation());
  }

  private static Row found(RowSet<Row> rows) {
    if (rows.size() == 0) {
      throw ApiError.notFound("meeting");
    }
    return rows.iterator().next();
  }
}
