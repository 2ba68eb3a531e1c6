package io.openmeet.loadtest.sla;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;

/**
 * One service level.
 *
 * @param id short and stable, for files and code, such as {@code api-p95}
 * @param name for people, such as {@code API P95 response time}
 * @param measure what is measured
 * @param percentile 0-100, exclusive, for measures that have one; otherwise null
 * @param metric name in the target's metrics, for measures that come from there; otherwise null
 * @param bound the side of the limit on which the value must be
 * @param limit in the measure's unit, at full intensity
 * @param whenMissing what happens without data; null: the run is invalid
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Sla(
    String id,
    String name,
    Measure measure,
    Double percentile,
    String metric,
    Bound bound,
    Double limit,
    WhenMissing whenMissing) {
  /** Of a sample in Prometheus' data model. */
  private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  public Sla {
    require(id != null && ID.matcher(id).matches(), "id", "words like api-p95", id);
    String where = id + ": ";
    require(name != null && !name.isBlank(), where + "name", "a text", name);
    require(measure != null, where + "measure", "a measure", null);
    require(bound != null, where + "bound", "<, > or >=", null);
    require(
        limit != null && limit > 0 && Double.isFinite(limit),
        where + "limit",
        "a number above 0",
        limit);
    require(
        measure.unit() != Unit.RATIO || limit <= 1,
        where + "limit",
        "a ratio between 0 and 1",
        limit);
    require(
        measure.hasPercentile()
            ? percentile != null && percentile > 0 && percentile < 100
            : percentile == null,
        where + "percentile",
        measure.hasPercentile() ? "a number between 0 and 100" : "none for " + measure.label(),
        percentile);
    require(
        measure.fromTarget() ? metric != null && METRIC.matcher(metric).matches() : metric == null,
        where + "metric",
        measure.fromTarget() ? "the name of a metric" : "none for " + measure.label(),
        metric);
  }

  /** What happens to a service level without enough data for a verdict. */
  public enum WhenMissing {
    /** The service level is not judged, and the run stays valid. */
    @JsonProperty("skip")
    SKIP
  }

  /** A service level that needs its data. */
  public Sla(
      String id,
      String name,
      Measure measure,
      Double percentile,
      String metric,
      Bound bound,
      Double limit) {
    this(id, name, measure, percentile, metric, bound, limit, null);
  }

  private static void require(boolean holds, String key, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s: expected %s, found %s".formatted(key, expected, found));
    }
  }

  /**
   * @param ratio of the full intensity, above 0; above 1 when a user asks for more
   * @return this service level with the limit for that intensity
   */
  public Sla atIntensity(double ratio) {
    return measure.scalesWithIntensity() ? withLimit(limit * ratio) : this;
  }

  /**
   * @param other in the measure's unit
   * @return this service level with another limit
   */
  public Sla withLimit(double other) {
    return new Sla(id, name, measure, percentile, metric, bound, other, whenMissing);
  }

  /**
   * This service level for a run that makes only a part of a load. There, the target's work for a
   * request is not known, because it answers the other parts, too; so it is not judged.
   */
  public Sla inPart() {
    return measure == Measure.METRIC_PER_REQUEST ? withWhenMissing(WhenMissing.SKIP) : this;
  }

  /** This service level with another choice for missing data. */
  public Sla withWhenMissing(WhenMissing choice) {
    return new Sla(id, name, measure, percentile, metric, bound, limit, choice);
  }

  /** The limit for people, such as {@code < 200 ms}. */
  public String limitText() {
    return bound.text(limit, measure.unit());
  }

  /** Name and limit, as shown in Gatling's report and on the console. */
  public String title() {
    return name + " " + limitText();
  }

  /** Judges whether a value, or every value of an interval, is on the right side of the limit. */
  public SlaOutcome judge(Measured measured) {
    return SlaOutcome.of(this, measured);
  }
}
