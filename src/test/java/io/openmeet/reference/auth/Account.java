package io.openmeet.reference.auth;

import com.fasterxml.jackson.core.JsonGenerator;
import io.openmeet.reference.http.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.util.UUID;

/** A user with their organisation, as the API shows them. */
record Account(UUID id, String email, String name, UUID organisationId, String organisation) {

  /** Reads columns {@code id, email, name, organisation_id, organisation}. */
  static Account of(Row row) {
    return new Account(
        row.getUUID("id"),
        row.getString("email"),
        row.getString("name"),
        row.getUUID("organisation_id"),
        row.getString("organisation"));
  }

  Principal principal() {
    return new Principal(id, organisationId);
  }

  Buffer toJson() {
    return Json.object(
        json -> {
          writeTo(json);
          json.writeStringField("organisation", organisation);
        });
  }

  void writeTo(JsonGenerator json) throws IOException {
    json.writeStringField("id", id.toString());
    json.writeStringField("email", email);
    json.writeStringField("name", name);
    json.writeStringField("organisationId", organisationId.toString());
  }
}
