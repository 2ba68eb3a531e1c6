package io.openmeet.reference.analytics;

import static io.vertx.core.http.HttpMethod.GET;

import com.fasterxml.jackson.core.JsonGenerator;
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
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** {@code GET /analytics/summary}: an organisation's meetings in numbers, from the cache. */
public final class AnalyticsRoutes {
  private static final String NAME = "analytics.summary";

  /** Reads all meetings of the organisation. */
  private static final Query COUNT_MEETINGS =
      new Query(
          NAME,
          "SELECT type, status, count(*), sum(duration_minutes) FROM meetings"
              + " WHERE organisation_id = $1 GROUP BY type, status");

  /** Reads a row for each type and status; the trigger of counts.sql updates them. */
  private static final Query READ_COUNTS =
      new Query(
          NAME,
          "SELECT type, status, meetings, minutes FROM meeting_counts"
              + " WHERE organisation_id = $1 AND meetings > 0");

  private final Database database;
  private final AnswerCache cache;
  private final Query query;

  /**
   * @param counted whether the database keeps the counts, so that they are read and not made
   */
  public AnalyticsRoutes(Database database, AnswerCache cache, boolean counted) {
    this.database = database;
    this.cache = cache;
    this.query = query(counted);
  }

  /** Rows of type, status, meetings and minutes; both queries give the same. */
  static Query query(boolean counted) {
    return counted ? READ_COUNTS : COUNT_MEETINGS;
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
    return database.run(query, Tuple.of(organisation)).map(AnalyticsRoutes::toJson);
  }

  private static Buffer toJson(RowSet<Row> rows) {
    return Json.object(
        json -> {
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
          json.writeNumberField("meetings", meetings);
          json.writeNumberField("minutes", minutes);
          writeCounts(json, "byType", byType);
          writeCounts(json, "byStatus", byStatus);
        });
  }

  private static void writeCounts(JsonGenerator json, String name, Map<String, Long> counts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      json.writeNumberField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }
}
