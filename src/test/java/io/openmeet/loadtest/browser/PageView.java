package io.openmeet.loadtest.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.results.PageFigure;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One document that a user saw, from its navigation until it was hidden.
 *
 * @param figures final values; what the page did not report is missing
 */
public record PageView(Map<PageFigure, Double> figures) {
  /** A visit that failed: nothing is known. It counts, or slow pages would leave the figures. */
  static final PageView FAILED = new PageView(Map.of());

  public PageView {
    figures = Map.copyOf(figures);
  }

  /**
   * @param values of the figures by their names; others and what is not a number of 0 or more are
   *     ignored
   */
  public static PageView of(JsonNode values) {
    Map<PageFigure, Double> figures = new EnumMap<>(PageFigure.class);
    for (PageFigure figure : PageFigure.values()) {
      JsonNode value = values.path(figure.name());
      if (value.isNumber() && value.asDouble() >= 0) {
        figures.put(figure, value.asDouble());
      }
    }
    return new PageView(figures);
  }

  /** With a figure that the page does not know itself. */
  public PageView with(PageFigure figure, double value) {
    Map<PageFigure, Double> more = new EnumMap<>(PageFigure.class);
    more.putAll(figures);
    more.put(figure, value);
    return new PageView(more);
  }

  /** Empty when the page did not report it. */
  public OptionalDouble value(PageFigure figure) {
    Double value = figures.get(figure);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
