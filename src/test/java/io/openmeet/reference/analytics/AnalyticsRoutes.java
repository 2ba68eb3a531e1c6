package io.openmeet.reference.analytics;

import static io.vertx.core.http.HttpMethod.GET;

import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.cache.AnswerCache;
import io.openmeet.reference.cache.Cached;
import io.openmeet.reference.database.Database;
import io.openmeet.reference.database.Query;
import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.Api;
import io.openmeet.reference.http.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** {@code GET /analytics/summary}: an organisation's meetings in numbers, from the cache. */
public final class AnalyticsRoutes {
  private static final String NAME = "analytics.summary";

  /** Reads every meeting of the organisation. */
  private static final Query COUNTING =
      new Query(
          NAME,
          "SELECT type, status, count(*), sum(duration_minutes) FROM meetings"
              + " WHERE organisation_id = $1 GROUP BY type, status");

  /** Reads a row for each type and status; counts.sql keeps them. */
  private static final Query COUNTED =
      new Query(
          NAME,
          "SELECT type, status, meetings, minutes FROM meeting_counts"
              + " WHERE organisation_id = $1 AND meetings > 0");

  private final Database database;
  private final AnswerCache cache;
  private final Query summary;

  /**
   * @param counted whether the database keeps the counts, so that they are read and not made
   */
  public AnalyticsRoutes(Database database, AnswerCache cache, boolean counted) {
    this.database = database;
    this.cache = cache;
    this.summary = summary(counted);
  }

  /** Type, status, meetings, minutes; both ways give the same rows. */
  static Query summary(boolean counted) {
    return counted ? COUNTED : COUNTING;
  }

  public void mount(Api api) {
    api.secured(GET, "/analytics/summary", this::summary);
  }

  private Future<?> summary(RoutingContext context) {
    Principal caller = Principal.of(context);
    UUID organisation = caller.organisation();
    return cache
        .answer(Cached.ANALYTICS.of(organisation), caller.user(), () -> count(organisation))
        .onSuccess(answer -> Answers.read(context, answer));
  }

  /** Makes the summary again before it is requested. */
  public void refreshSoon(UUID organisation) {
    cache.refreshSoon(Cached.ANALYTICS.of(organisation), () -> count(organisation));
  }

  private Future<Buffer> count(UUID organisation) {
    return database.run(summary, Tuple.of(organisation)).map(AnalyticsRoutes::toJson);
  }

  private static Buffer toJson(RowSet<Row> rows) {
    long meetings = 0;
    long minutes = 0;
    Map<String, Long> byType = new TreeMap<>();
    Map<String, Long> byStatus = new TreeMap<>();
    for (Row row : rows) {
      long count = row.getLong(2);
      meetings += count;
      minutes += row.getLong(3);
      byType.merge(row.getString(0), count, Long::sum);
      byStatus.merge(row.getString(1), count, Long::sum);
    }
    long allMeetings = meetings;
    long allMinutes = minutes;
    return Json.object(
        json -> {
          json.writeNumberField("meetings", allMeetings);
          json.writeNumberField("minutes", allMinutes);
          json.writeObjectFieldStart("byType");
          for (Map.Entry<String, Long> entry : byType.entrySet()) {
            json.writeNumberField(entry.getKey(), entry.getValue());
          }
          json.writeEndObject();
          json.writeObjectFieldStart("byStatus");
          for (Map.Entry<String, Long> entry : byStatus.entrySet()) {
            json.writeNumberField(entry.getKey(), entry.getValue());
          }
          json.writeEndObject();
        });
  }
}
