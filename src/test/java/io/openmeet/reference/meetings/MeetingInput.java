package io.openmeet.reference.meetings;

import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.Input;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** The new values of a meeting; null keeps the present value. */
record MeetingInput(
    String title, String type, String status, OffsetDateTime startsAt, Integer durationMinutes) {
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST_WORD = 40;

  static MeetingInput forCreation(Input input) {
    MeetingInput all = read(input);
    input.required("title", all.title);
    input.required("type", all.type);
    input.required("startsAt", all.startsAt);
    input.required("durationMinutes", all.durationMinutes);
    return all;
  }

  static MeetingInput forUpdate(Input input) {
    MeetingInput some = read(input);
    if (some.equals(new MeetingInput(null, null, null, null, null))) {
      throw ApiError.badRequest(
          "At least one of title, type, status, startsAt and durationMinutes is needed.");
    }
    return some;
  }

  private static MeetingInput read(Input input) {
    return new MeetingInput(
        input.optionalText("title", 1, 200),
        word("type", input.optionalText("type", 1, LONGEST_WORD)),
        word("status", input.optionalText("status", 1, LONGEST_WORD)),
        input.optionalTime("startsAt"),
        input.optionalWhole("durationMinutes", 1, 1_440));
  }

  /** Types and statuses are words such as {@code one-on-one}. */
  private static String word(String field, String value) {
    if (value != null && !WORD.matcher(value).matches()) {
      throw ApiError.badRequest(field + " must be a lower-case word such as one-on-one.");
    }
    return value;
  }
}
