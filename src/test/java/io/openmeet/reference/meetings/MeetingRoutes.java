package io.openmeet.reference.meetings;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.openmeet.reference.analytics.Analytics;
import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.cache.AnswerCache;
import io.openmeet.reference.cache.Versions;
import io.openmeet.reference.database.Database;
import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.Api;
import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.Input;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.UUID;

/** {@code /meetings}: list, create, read, update, delete. */
public final class MeetingRoutes {
  private final Meetings meetings;
  private final MeetingLists lists;
  private final Analytics analytics;
  private final Versions versions;

  public MeetingRoutes(
      Database database, AnswerCache cache, Versions versions, Analytics analytics) {
    this.meetings = new Meetings(database);
    this.lists = new MeetingLists(meetings, cache, versions);
    this.analytics = analytics;
    this.versions = versions;
  }

  public void mount(Api api) {
    api.secured(GET, "/meetings", this::list);
    api.secured(GET, "/meetings/:id", this::read);
    api.secured(GET, "/meetings/:id/transcript", this::transcript);
    api.secured(POST, "/meetings", this::create);
    api.secured(PUT, "/meetings/:id", this::update);
    api.secured(DELETE, "/meetings/:id", this::delete);
  }

  /** Has the lists that everybody asks for at hand before anybody asks. */
  public void warm(UUID organisation) {
    lists.refreshSoon(organisation);
  }

  private Future<?> list(RoutingContext context) {
    int limit = Input.limit(context, 20, 100);
    return lists
        .list(Principal.of(context), limit, MeetingFilter.of(context))
        .onSuccess(body -> Answers.json(context, 200, body));
  }

  private Future<?> read(RoutingContext context) {
    UUID id = Input.id(context, "meeting");
    return meetings.read(id, Principal.of(context)).onSuccess(rows -> answer(context, rows));
  }

  private Future<?> transcript(RoutingContext context) {
    UUID id = Input.id(context, "meeting");
    return meetings
        .texts(id, Principal.of(context))
        .onSuccess(
            rows -> {
              if (rows.size() == 0) {
                context.fail(ApiError.notFound("transcript"));
              } else {
                Answers.json(context, 200, MeetingJson.texts(rows.iterator().next()));
              }
            });
  }

  private Future<?> create(RoutingContext context) {
    MeetingInput input = MeetingInput.forCreation(Input.of(context));
    Principal caller = Principal.of(context);
    UUID id = UUID.randomUUID();
    return meetings
        .create(id, input, caller)
        .onSuccess(
            rows -> {
              written(caller);
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
        .onSuccess(
            rows -> {
              noteChange(rows, caller);
              answer(context, rows);
            });
  }

  private Future<?> delete(RoutingContext context) {
    UUID id = Input.id(context, "meeting");
    Principal caller = Principal.of(context);
    return meetings
        .delete(id, caller)
        .onSuccess(
            rows -> {
              noteChange(rows, caller);
              if (rows.size() == 0) {
                context.fail(ApiError.notFound("meeting"));
              } else {
                Answers.empty(context);
              }
            });
  }

  private void noteChange(RowSet<Row> rows, Principal caller) {
    if (rows.size() > 0) {
      if (rows.iterator().next().getBoolean(Meetings.SEARCHABLE)) {
        versions.searchableChanged(caller.organisation());
      }
      written(caller);
    }
  }

  private void written(Principal caller) {
    versions.written(caller.user());
    lists.refreshSoon(caller.organisation());
    analytics.refreshSoon(caller.organisation());
  }

  private static void answer(RoutingContext context, RowSet<Row> rows) {
    if (rows.size() == 0) {
      context.fail(ApiError.notFound("meeting"));
    } else {
      Answers.json(context, 200, MeetingJson.one(rows.iterator().next()));
    }
  }
}
