package io.openmeet.reference.meetings;

import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.Input;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** Which meetings a list contains; null means all. */
record MeetingFilter(String type, String status, UUID createdBy) {
  static final MeetingFilter ALL = new MeetingFilter(null, null, null);

  static MeetingFilter of(RoutingContext context) {
    return new MeetingFilter(
        MeetingInput.word("type", Input.query(context, "type")),
        MeetingInput.word("status", Input.query(context, "status")),
        creator(context));
  }

  private static UUID creator(RoutingContext context) {
    String text = Input.query(context, "createdBy");
    if (text == null) {
      return null;
    }
    if (text.equals("me")) {
      return Principal.of(context).user();
    }
    return Input.uuid(text)
        .orElseThrow(() -> ApiError.badRequest("createdBy must be me or the id of a user."));
  }
}
