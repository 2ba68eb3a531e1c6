package io.openmeet.reference.deals;

import com.fasterxml.jackson.core.JsonGenerator;
import io.openmeet.reference.http.Json;
import io.openmeet.reference.scorecards.Scorecards;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;

/** Deals as the API shows them, from rows of {@link Deals}. */
final class DealJson {
  /** The deal's first column in a row that begins with a scorecard. */
  private static final int BEHIND_SCORECARD = 6;

  private DealJson() {}

  static Buffer one(Row row) {
    return Json.object(json -> writeFields(json, row, 0));
  }

  static Buffer list(RowSet<Row> rows) {
    return Json.items(rows, (json, row) -> writeFields(json, row, 0));
  }

  static Buffer withScorecards(RowSet<Row> rows) {
    return Json.object(
        json -> {
          writeFields(json, rows.iterator().next(), BEHIND_SCORECARD);
          Json.writeItems(json, "scorecards", Scorecards.present(rows), Scorecards::writeFields);
        });
  }

  private static void writeFields(JsonGenerator json, Row row, int at) throws IOException {
    json.writeStringField("id", row.getUUID(at).toString());
    json.writeStringField("name", row.getString(at + 1));
    json.writeStringField("customer", row.getString(at + 2));
    json.writeStringField("stage", row.getString(at + 3));
    json.writeNumberField("amountCents", row.getLong(at + 4));
    json.writeStringField("closesOn", row.getLocalDate(at + 5).toString());
    json.writeStringField("ownerId", row.getUUID(at + 6).toString());
  }
}
