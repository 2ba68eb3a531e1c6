package io.openmeet.reference.http;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads and checks input; answers invalid input with a clear 400. */
public final class Input {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final OffsetDateTime EARLIEST = OffsetDateTime.parse("1970-01-01T00:00:00Z");
  private static final OffsetDateTime LATEST = OffsetDateTime.parse("2200-01-01T00:00:00Z");

  private final JsonObject body;

  private Input(JsonObject body) {
    this.body = body;
  }

  public static Input of(RoutingContext context) {
    Buffer body = context.body() == null ? null : context.body().buffer();
    JsonObject fields = null;
    try {
      fields = body == null ? null : JsonInput.object(body.getBytes());
    } catch (MismatchedInputException notAnObject) {
      // answered below
    } catch (StreamConstraintsException outOfBounds) {
      throw ApiError.badRequest(
          "The body is nested too deeply, or has a number or a name that is too long.");
    } catch (IOException malformed) {
      throw ApiError.badRequest("The body is not valid JSON.");
    }
    if (fields == null) {
      throw ApiError.badRequest("The body must be a JSON object.");
    }
    return new Input(fields);
  }

  /** The id in the path; 404 if it is not a UUID. Java alone would accept other forms too. */
  public static UUID id(RoutingContext context, String what) {
    return id(context.pathParam("id"), what);
  }

  /** The same for an id that is only a part of a path's segment. */
  public static UUID id(String text, String what) {
    if (text == null || !UUID_FORM.matcher(text).matches()) {
      throw ApiError.notFound(what);
    }
    return UUID.fromString(text);
  }

  public static int limit(RoutingContext context, int byDefault, int most) {
    return whole(context, "limit", byDefault, 1, most);
  }

  /** How many items of a list come before the first one wanted. */
  public static int offset(RoutingContext context, int most) {
    return whole(context, "offset", 0, 0, most);
  }

  private static int whole(
      RoutingContext context, String parameter, int byDefault, int least, int most) {
    String text = query(context, parameter);
    if (text == null) {
      return byDefault;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // answered below
    }
    throw ApiError.badRequest(
        parameter + " must be a whole number from " + least + " to " + most + ".");
  }

  /** A parameter of the query string, or null. */
  public static String query(RoutingContext context, String name) {
    if (!Utf8.isEscaped(context.request().query())) {
      throw ApiError.badRequest("The query string must be UTF-8 in escapes, such as %C3%BC.");
    }
    try {
      return context.request().getParam(name);
    } catch (IllegalArgumentException malformed) {
      throw ApiError.badRequest("The query string is malformed.");
    }
  }

  public String text(String field, int shortest, int longest) {
    return required(field, optionalText(field, shortest, longest));
  }

  public String optionalText(String field, int shortest, int longest) {
    Object value = body.getValue(field);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      throw ApiError.badRequest(field + " must be a text.");
    }
    return checkText(field, text, shortest, longest);
  }

  /**
   * Refuses a text that is too short or too long, or that contains control characters or unpaired
   * surrogates (a database cannot store them).
   *
   * @return the text in its {@link #normal} form
   */
  public static String checkText(String field, String text, int shortest, int longest) {
    int length = text.codePointCount(0, text.length());
    if (length < shortest || length > longest) {
      throw ApiError.badRequest(
          field + " must have " + shortest + " to " + longest + " characters.");
    }
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (Character.isISOControl(codePoint)) {
        throw ApiError.badRequest(field + " must not contain control characters.");
      }
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        throw ApiError.badRequest(field + " must not contain unpaired surrogates.");
      }
    }
    return normal(text);
  }

  /**
   * The form in which texts are stored and compared: "é" may come as one character or as two
   * (Unicode's normal form C).
   */
  public static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * An array, when the body has it and nothing else.
   *
   * @param most how many elements it may have; it must have one
   */
  public JsonArray onlyArray(String field, int most) {
    if (!(body.getValue(field) instanceof JsonArray array) || body.size() > 1) {
      throw ApiError.badRequest("The body must have the array " + field + ", and nothing else.");
    }
    if (array.isEmpty() || array.size() > most) {
      throw ApiError.badRequest(field + " must have 1 to " + most + " elements.");
    }
    return array;
  }

  public Integer optionalWhole(String field, int smallest, int largest) {
    Object value = body.getValue(field);
    if (value == null) {
      return null;
    }
    if (value instanceof Integer number && number >= smallest && number <= largest) {
      return number;
    }
    throw ApiError.badRequest(
        field + " must be a whole number from " + smallest + " to " + largest + ".");
  }

  public OffsetDateTime optionalTime(String field) {
    String text = optionalText(field, 1, 40);
    if (text == null) {
      return null;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
      if (time.isAfter(EARLIEST) && time.isBefore(LATEST)) {
        return time;
      }
    } catch (DateTimeException malformed) {
      // answered below
    }
    throw ApiError.badRequest(
        field + " must be a time such as 2026-03-01T09:00:00Z, from 1970 to 2200.");
  }

  public <T> T required(String field, T value) {
    if (value == null) {
      throw ApiError.badRequest(field + " is missing.");
    }
    return value;
  }
}
