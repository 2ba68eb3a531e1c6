package io.openmeet.loadtest.sla;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a service level is measured by, and in which unit. */
public enum Measure {
  /** A percentile of the response times of the measured window, in milliseconds. */
  RESPONSE_TIME("responseTime", "ms", true, false, false),
  /** Failed requests of the measured window, as a ratio (0-1) of all. */
  ERROR_RATE("errorRate", "ratio", false, false, false),
  /** Requests answered within the measured window, per second. */
  THROUGHPUT("throughput", "requests/s", false, true, false),
  /** Users, connections or requests held at once: the lowest one-second mean of the window. */
  CONCURRENCY("concurrency", "at once", false, true, false),
  /** A ratio (0-1) that the journey counts itself, such as broadcasts received. */
  SHARE("share", "ratio", false, false, false),
  /** A percentile of times that the journey takes itself, in milliseconds. */
  OBSERVED_TIME("observedTime", "ms", true, false, false),
  /** A percentile of a histogram (in seconds) in the target's metrics, in milliseconds. */
  METRIC_PERCENTILE("metricPercentile", "ms", true, false, true),
  /** Hits divided by hits and misses of a counter in the target's metrics, as a ratio (0-1). */
  METRIC_HIT_RATIO("metricHitRatio", "ratio", false, false, true);

  private static final int LEAST_DECIMALS_OF_PERCENT = 2;
  private static final int MOST_DECIMALS_OF_PERCENT = 9;
  private static final int MOST_MORE_DECIMALS = 6;

  private final String label;
  private final String unit;
  private final boolean hasPercentile;
  private final boolean scales;
  private final boolean fromTarget;

  Measure(String label, String unit, boolean hasPercentile, boolean scales, boolean fromTarget) {
    this.label = label;
    this.unit = unit;
    this.hasPercentile = hasPercentile;
    this.scales = scales;
    this.fromTarget = fromTarget;
  }

  @JsonCreator
  static Measure labelled(String label) {
    return Arrays.stream(values())
        .filter(measure -> measure.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "measure: expected one of %s, found \"%s\""
                        .formatted(
                            Arrays.stream(values())
                                .map(Measure::label)
                                .collect(Collectors.joining(", ")),
                            label)));
  }

  /** The name in slas.json. */
  @JsonValue
  public String label() {
    return label;
  }

  /** The unit of limits and values. */
  public String unit() {
    return unit;
  }

  /** A value or a limit for people: ratios as per cent, with the unit. */
  public String valueText(double value) {
    return text(value, decimals(value));
  }

  /**
   * The same, with so many decimals that it does not look like another value that it is not: 1.004
   * % is not below 1.00 %.
   */
  public String valueTextApartFrom(double value, double other) {
    int least = Math.max(decimals(value), decimals(other));
    int decimals = least;
    while (decimals < least + MOST_MORE_DECIMALS
        && value != other
        && text(value, decimals).equals(text(other, decimals))) {
      decimals++;
    }
    return decimals == least ? valueText(value) : text(value, decimals);
  }

  private String text(double value, int decimals) {
    return unit.equals("ratio")
        ? Figure.text(value * 100, decimals) + " %"
        : Figure.text(value, decimals) + " " + unit;
  }

  private int decimals(double value) {
    return unit.equals("ratio")
        ? decimalsOfPercent(value * 100)
        : value == Math.rint(value) ? 0 : 1;
  }

  /** Two, or as many as it takes to tell the figure from 0 % and from 100 %. */
  private static int decimalsOfPercent(double percent) {
    double rest = Math.min(Math.abs(percent), Math.abs(100 - percent));
    int decimals = LEAST_DECIMALS_OF_PERCENT;
    while (decimals < MOST_DECIMALS_OF_PERCENT && rest > 0 && rest < Math.pow(10, -decimals)) {
      decimals++;
    }
    return decimals;
  }

  /** Whether a percentile belongs to it. */
  public boolean hasPercentile() {
    return hasPercentile;
  }

  /** Whether a limit on it is an upper one. */
  public boolean lowerIsBetter() {
    return this == RESPONSE_TIME
        || this == ERROR_RATE
        || this == OBSERVED_TIME
        || this == METRIC_PERCENTILE;
  }

  /** Whether its limit follows the profile's intensity. */
  public boolean scales() {
    return scales;
  }

  /** Whether it comes from the target's own metrics. */
  public boolean fromTarget() {
    return fromTarget;
  }
}
