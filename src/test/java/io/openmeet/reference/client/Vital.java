package io.openmeet.reference.client;

import io.openmeet.reference.http.ApiError;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * One Web Vital of one page.
 *
 * @param kind what was measured
 * @param view where, one of {@link #VIEWS}
 * @param value milliseconds; of {@link Kind#CLS} a score without unit
 */
record Vital(Kind kind, String view, double value) {
  /** The vitals that the client reports. */
  enum Kind {
    LCP,
    INP,
    CLS,
    TTFB,
    FCP
  }

  /** The client's views; also the values of the metrics' label. */
  static final Set<String> VIEWS = Set.of("login", "meetings", "meeting", "search", "upload");

  private static final Set<String> FIELDS = Set.of("vital", "view", "value");
  private static final double MOST_MS = 3_600_000;
  private static final double MOST_SHIFT = 1_000;

  /**
   * @throws ApiError 400 when it is anything but one vital
   */
  static Vital of(Object json) {
    if (!(json instanceof JsonObject fields) || !fields.fieldNames().equals(FIELDS)) {
      throw ApiError.badRequest("A vital must have vital, view and value, and nothing else.");
    }
    Object name = fields.getValue("vital");
    Optional<Kind> kind =
        Arrays.stream(Kind.values()).filter(one -> one.name().equals(name)).findFirst();
    if (kind.isEmpty()) {
      throw ApiError.badRequest("vital must be one of LCP, INP, CLS, TTFB, FCP.");
    }
    if (!(fields.getValue("view") instanceof String view) || !VIEWS.contains(view)) {
      throw ApiError.badRequest("view must be one of login, meetings, meeting, search, upload.");
    }
    double most = kind.get() == Kind.CLS ? MOST_SHIFT : MOST_MS;
    if (!(fields.getValue("value") instanceof Number value)
        || value.doubleValue() < 0
        || value.doubleValue() > most) {
      throw ApiError.badRequest("value must be a number from 0 to %.0f.".formatted(most));
    }
    return new Vital(kind.get(), view, value.doubleValue());
  }
}
