package io.openmeet.reference.recordings;

import io.openmeet.reference.http.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/**
 * An uploaded file.
 *
 * @param fileName as the client named it; never used as a path
 * @param sha256 of the bytes received, in lower-case hex digits
 * @param status {@code stored}, or {@code expired} once its bytes are deleted
 */
record Recording(
    UUID id,
    String fileName,
    String contentType,
    String category,
    long bytes,
    String sha256,
    String status) {

  static final int LONGEST_CATEGORY = 40;

  static final String STORED = "stored";
  static final String EXPIRED = "expired";

  /** Reads columns {@code id, file_name, content_type, category, bytes, sha256, status}. */
  static Recording of(Row row) {
    return new Recording(
        row.getUUID(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getString(5),
        row.getString(6));
  }

  Buffer toJson() {
    return Json.object(
        json -> {
          json.writeStringField("id", id.toString());
          json.writeStringField("fileName", fileName);
          json.writeStringField("contentType", contentType);
          json.writeStringField("category", category);
          json.writeNumberField("bytes", bytes);
          json.writeStringField("sha256", sha256);
          json.writeStringField("status", status);
        });
  }
}
