package io.openmeet.reference.scorecards;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads scorecards from joined rows, and writes them as the API shows them. */
public final class Scorecards {
  /** Of table {@code scorecards AS s}. */
  public static final String COLUMNS =
      "s.id, s.meeting_id, s.deal_id, s.user_id, s.score, s.scored_at";

  /** Newest first, then by id, because scorecards of one meeting may have the same time. */
  public static final String ORDER = "s.scored_at DESC, s.id";

  private Scorecards() {}

  /** The rows with a scorecard: an outer join gives a row without one if there is none. */
  public static List<Row> present(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .filter(row -> row.getUUID(0) != null)
        .toList();
  }

  /** Writes one scorecard from a row that begins with {@link #COLUMNS}. */
  public static void writeFields(JsonGenerator json, Row row) throws IOException {
    json.writeStringField("id", row.getUUID(0).toString());
    json.writeStringField("meetingId", row.getUUID(1).toString());
    json.writeStringField("dealId", row.getUUID(2).toString());
    json.writeStringField("userId", row.getUUID(3).toString());
    json.writeNumberField("score", row.getInteger(4));
    json.writeStringField("scoredAt", row.getOffsetDateTime(5).toInstant().toString());
  }
}
