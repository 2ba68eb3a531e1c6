package io.openmeet.reference.analytics;

import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.cache.AnswerCache;
import io.openmeet.reference.cache.Cached;
import io.openmeet.reference.database.Database;
import io.openmeet.reference.database.Query;
import io.openmeet.reference.http.Json;
import io.openmeet.reference.http.Representation;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** An organisation's meetings in numbers, from the cache. */
public final class Analytics {
  private static final Query SUMMARY =
      new Query(
          "analytics.summary",
          "SELECT type, status, count(*), sum(duration_minutes) FROM meetings"
              + " WHERE organisation_id = $1 GROUP BY type, status");

  private final Database database;
  private final AnswerCache cache;

  public Analytics(Database database, AnswerCache cache) {
    this.database = database;
    this.cache = cache;
  }

  Future<Representation> summary(Principal caller) {
    UUID organisation = caller.organisation();
    return cache.answer(
        Cached.ANALYTICS.of(organisation), caller.user(), () -> count(organisation));
  }

  /** Counts anew before somebody asks. */
  public void refreshSoon(UUID organisation) {
    cache.refreshSoon(Cached.ANALYTICS.of(organisation), () -> count(organisation));
  }

  private Future<Buffer> count(UUID organisation) {
    return database.run(SUMMARY, Tuple.of(organisation)).map(Analytics::toJson);
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
