package io.openmeet.reference.meetings;

import com.fasterxml.jackson.core.JsonGenerator;
import io.openmeet.reference.http.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;

/** Meetings as the API shows them, written from rows of {@link Meetings#COLUMNS}. */
final class MeetingJson {
  private MeetingJson() {}

  static Buffer one(Row row) {
    return Json.object(json -> writeFields(json, row));
  }

  static Buffer list(RowSet<Row> rows) {
    return Json.items(rows, MeetingJson::writeFields);
  }

  static Buffer listTwice(RowSet<Row> rows) {
    return Json.items(rows, Json.twice(MeetingJson::writeFields));
  }

  private static void writeFields(JsonGenerator json, Row row) throws IOException {
    json.writeStringField("id", row.getUUID(0).toString());
    json.writeStringField("title", row.getString(1));
    json.writeStringField("type", row.getString(2));
    json.writeStringField("status", row.getString(3));
    json.writeStringField("startsAt", row.getOffsetDateTime(4).toInstant().toString());
    json.writeNumberField("durationMinutes", row.getInteger(5));
    json.writeStringField("createdBy", row.getUUID(6).toString());
  }
}
