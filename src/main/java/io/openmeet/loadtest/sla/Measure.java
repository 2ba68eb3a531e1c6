package io.openmeet.loadtest.sla;

import static io.openmeet.loadtest.sla.Measure.Trait.FROM_TARGET;
import static io.openmeet.loadtest.sla.Measure.Trait.HAS_PERCENTILE;
import static io.openmeet.loadtest.sla.Measure.Trait.LIMITED_ON_EITHER_SIDE;
import static io.openmeet.loadtest.sla.Measure.Trait.LOWER_IS_BETTER;
import static io.openmeet.loadtest.sla.Measure.Trait.SCALES_WITH_INTENSITY;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What a service level measures, and in which unit. */
public enum Measure {
  /** A percentile of the response times of the measured window. */
  RESPONSE_TIME("responseTime", Unit.MILLISECONDS, LOWER_IS_BETTER, HAS_PERCENTILE),
  /** Failed requests of the measured window, divided by all. */
  ERROR_RATE("errorRate", Unit.RATIO, LOWER_IS_BETTER),
  /** Requests answered within the measured window. */
  THROUGHPUT("throughput", Unit.REQUESTS_PER_SECOND, SCALES_WITH_INTENSITY),
  /** Users, connections or requests at once: the lowest one-second mean of the window. */
  CONCURRENCY("concurrency", Unit.AT_ONCE, SCALES_WITH_INTENSITY),
  /** A ratio that the journey counts, such as broadcasts received. */
  SHARE("share", Unit.RATIO),
  /** A percentile of times that the journey measures. */
  OBSERVED_TIME("observedTime", Unit.MILLISECONDS, LOWER_IS_BETTER, HAS_PERCENTILE),
  /** A percentile of scores that the journey measures. */
  OBSERVED_SCORE("observedScore", Unit.SCORE, LOWER_IS_BETTER, HAS_PERCENTILE),
  /** A percentile of a histogram (in seconds) in the target's metrics. */
  METRIC_PERCENTILE(
      "metricPercentile", Unit.MILLISECONDS, LOWER_IS_BETTER, HAS_PERCENTILE, FROM_TARGET),
  /** Hits divided by hits and misses of a counter in the target's metrics. */
  METRIC_HIT_RATIO("metricHitRatio", Unit.RATIO, FROM_TARGET),
  /**
   * Increase of a counter in the target's metrics, over all its label sets, divided by the requests
   * that were answered meanwhile.
   */
  METRIC_PER_REQUEST("metricPerRequest", Unit.PER_REQUEST, FROM_TARGET, LIMITED_ON_EITHER_SIDE);

  enum Trait {
    LOWER_IS_BETTER,
    LIMITED_ON_EITHER_SIDE,
    HAS_PERCENTILE,
    SCALES_WITH_INTENSITY,
    FROM_TARGET
  }

  private final String label;
  private final Unit unit;
  private final Set<Trait> traits;

  Measure(String label, Unit unit, Trait... traits) {
    this.label = label;
    this.unit = unit;
    this.traits = Set.of(traits);
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
  public Unit unit() {
    return unit;
  }

  /** Whether it needs a percentile. */
  public boolean hasPercentile() {
    return traits.contains(HAS_PERCENTILE);
  }

  /** Whether its limit is always an upper limit. */
  public boolean lowerIsBetter() {
    return traits.contains(LOWER_IS_BETTER);
  }

  /** Whether a limit can be on that side. */
  boolean allows(Bound bound) {
    return traits.contains(LIMITED_ON_EITHER_SIDE) || (bound == Bound.BELOW) == lowerIsBetter();
  }

  /** Whether its limit scales with the profile's intensity. */
  public boolean scalesWithIntensity() {
    return traits.contains(SCALES_WITH_INTENSITY);
  }

  /** Whether it comes from the target's own metrics. */
  public boolean fromTarget() {
    return traits.contains(FROM_TARGET);
  }

  /** Whether the injector measures these times, so that its own delays are part of them. */
  public boolean isTimedByInjector() {
    return unit == Unit.MILLISECONDS && !fromTarget();
  }
}
