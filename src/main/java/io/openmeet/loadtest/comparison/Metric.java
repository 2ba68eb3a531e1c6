package io.openmeet.loadtest.comparison;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.openmeet.loadtest.results.PageFigure;
import io.openmeet.loadtest.sla.Unit;

/**
 * A figure of a run that can be compared.
 *
 * @param id unique within a run
 * @param name for people
 * @param unit in files: {@code ms}, {@code requests/s}, {@code ratio} (0-1), {@code at once},
 *     {@code per request}, {@code score} or {@code bytes}
 * @param resolution the smallest step between two values, in the unit; 0 when there is none that
 *     matters
 */
public record Metric(
    String id, String name, String unit, Kind kind, @JsonIgnore double resolution) {

  /** A figure of documents that were seen without load. */
  public static Metric of(PageFigure figure) {
    return new Metric(
        "page:" + figure.name(),
        figure.title() + " without load",
        figure.unit().label(),
        figure.unit() == Unit.MILLISECONDS ? Kind.TIME : Kind.LOSS,
        0);
  }

  /** What a higher value means. */
  public enum Kind {
    /** Time: higher is slower. */
    TIME(true),
    /** Requests in a second: higher is faster. */
    RATE(false),
    /** A share or a number that should be low, such as errors. */
    LOSS(true),
    /** A share or a number that should be high, such as cache hits. */
    GAIN(false),
    /** Work for each request: more of it costs more, but is not wrong by itself. */
    WORK(true);

    private final boolean lowerIsBetter;

    Kind(boolean lowerIsBetter) {
      this.lowerIsBetter = lowerIsBetter;
    }

    public boolean lowerIsBetter() {
      return lowerIsBetter;
    }

    /** Whether "faster" and "slower" are the right words. */
    public boolean isSpeed() {
      return this == TIME || this == RATE;
    }
  }
}
