package io.openmeet.loadtest.sla;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a service level measures, and in which unit. */
public enum Measure {
  /** A percentile of the response times of the measured window, in milliseconds. */
  RESPONSE_TIME("responseTime", "ms", true, false, false),
  /** Failed requests of the measured window, as a ratio (0-1) of all. */
  ERROR_RATE("errorRate", "ratio", false, false, false),
  /** Requests answered within the measured window, per second. */
  THROUGHPUT("throughput", "requests/s", false, true, false),
  /** Users, connections or requests at once: the lowest one-second mean of the window. */
  CONCURRENCY("concurrency", "at once", false, true, false),
  /** A ratio (0-1) that the journey counts, such as broadcasts received. */
  SHARE("share", "ratio", false, false, false),
  /** A percentile of times that the journey measures, in milliseconds. */
  OBSERVED_TIME("observedTime", "ms", true, false, false),
  /** A percentile of a histogram (in seconds) in the target's metrics, in milliseconds. */
  METRIC_PERCENTILE("metricPercentile", "ms", true, false, true),
  /** Hits divided by hits and misses of a counter in the target's metrics, as a ratio (0-1). */
  METRIC_HIT_RATIO("metricHitRatio", "ratio", false, false, true);

  private static final int LEAST_DECIMALS_OF_PERCENT = 2;

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

  /** A value or a limit for people, with the unit; ratios in percent. */
  public String valueText(double value) {
    return text(value, decimals(value));
  }

  /**
   * The same, with enough decimals to look different from another value, unless both are equal:
   * 1.004 % is not below 1.00 %.
   */
  public String valueTextApartFrom(double value, double other) {
    int least = Math.max(decimals(value), decimals(other));
    int decimals = NumberText.decimalsApart(shown(value), shown(other), least);
    return decimals == least ? valueText(value) : text(value, decimals);
  }

  private String text(double value, int decimals) {
    return NumberText.text(shown(value), decimals) + " " + (isRatio() ? "%" : unit);
  }

  private double shown(double value) {
    return isRatio() ? value * 100 : value;
  }

  private int decimals(double value) {
    return isRatio()
        ? NumberText.decimalsOfPercent(value, LEAST_DECIMALS_OF_PERCENT)
        : NumberText.decimals(value, value == Math.rint(value) ? 0 : 1);
  }

  private boolean isRatio() {
    return unit.equals("ratio");
  }

  /** Whether it needs a percentile. */
  public boolean hasPercentile() {
    return hasPercentile;
  }

  /** Whether its limit is an upper limit. */
  public boolean lowerIsBetter() {
    return this == RESPONSE_TIME
        || this == ERROR_RATE
        || this == OBSERVED_TIME
        || this == METRIC_PERCENTILE;
  }

  /** Whether its limit scales with the profile's intensity. */
  public boolean scales() {
    return scales;
  }

  /** Whether it comes from the target's own metrics. */
  public boolean fromTarget() {
    return fromTarget;
  }
}
