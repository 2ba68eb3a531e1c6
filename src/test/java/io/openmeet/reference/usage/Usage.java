package io.openmeet.reference.usage;

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
import java.time.LocalDate;
import java.util.List;

/** What an organisation used in each month, from the cache. */
final class Usage {
  static final List<String> METRICS = List.of("meetings", "minutes", "uploads");

  /** At most ten years of months. */
  private static final Query BY_PERIOD =
      new Query(
          "usage.by-period",
          "SELECT period, sum(value)::bigint FROM usage_metrics"
              + " WHERE organisation_id = $1 AND metric = $2 AND period BETWEEN $3 AND $4"
              + " GROUP BY period ORDER BY period LIMIT 120");

  private final Database database;
  private final AnswerCache cache;

  Usage(Database database, AnswerCache cache) {
    this.database = database;
    this.cache = cache;
  }

  /**
   * @param from months that begin on this day or later count
   * @param to months that begin on this day or earlier count
   */
  Future<Representation> of(Principal caller, String metric, LocalDate from, LocalDate to) {
    return cache.answer(
        Cached.USAGE.of(caller.organisation(), metric + ":" + from + ":" + to),
        caller.user(),
        () ->
            database
                .run(BY_PERIOD, Tuple.of(caller.organisation(), metric, from, to))
                .map(rows -> toJson(metric, rows)));
  }

  private static Buffer toJson(String metric, RowSet<Row> rows) {
    return Json.object(
        json -> {
          json.writeStringField("metric", metric);
          Json.writeItems(
              json,
              "items",
              rows,
              (item, row) -> {
                item.writeStringField("period", row.getLocalDate(0).toString());
                item.writeNumberField("value", row.getLong(1));
              });
        });
  }
}
