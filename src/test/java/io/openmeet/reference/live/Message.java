package io.openmeet.reference.live;

import io.openmeet.reference.http.JsonInput;
import io.vertx.core.json.JsonObject;
import java.io.IOException;

/** A client's message, parsed as far as possible. */
record Message(String type, String id, JsonObject fields) {
  private static final int LONGEST_ID = 100;

  /** Null when the text is not a JSON object. */
  static Message parse(String text) {
    try {
      JsonObject fields = JsonInput.object(text);
      if (fields == null) {
        return null;
      }
      String id = text(fields, "id");
      boolean usable = id != null && !id.isEmpty() && id.length() <= LONGEST_ID;
      return new Message(text(fields, "type"), usable ? id : null, fields);
    } catch (IOException malformed) {
      return null;
    }
  }

  String text(String field) {
    return text(fields, field);
  }

  /** The payload, or null when there is none or it is not an object. */
  JsonObject payload() {
    return fields.getValue("payload") instanceof JsonObject payload ? payload : null;
  }

  private static String text(JsonObject fields, String field) {
    return fields.getValue(field) instanceof String text ? text : null;
  }
}
