package io.openmeet.loadtest.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.results.WebVital;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One document that a user saw, from its navigation until it was hidden.
 *
 * @param vitals final values; a vital that the page did not report is missing
 */
public record PageView(Map<WebVital, Double> vitals) {
  /** A visit that failed: nothing is known. It counts, or slow pages would leave the figures. */
  static final PageView FAILED = new PageView(Map.of());

  public PageView {
    vitals = Map.copyOf(vitals);
  }

  /**
   * @param values of the vitals by their names; others and what is not a number of 0 or more are
   *     ignored
   */
  public static PageView of(JsonNode values) {
    Map<WebVital, Double> vitals = new EnumMap<>(WebVital.class);
    for (WebVital vital : WebVital.values()) {
      JsonNode value = values.path(vital.name());
      if (value.isNumber() && value.asDouble() >= 0) {
        vitals.put(vital, value.asDouble());
      }
    }
    return new PageView(vitals);
  }

  OptionalDouble value(WebVital vital) {
    Double value = vitals.get(vital);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
