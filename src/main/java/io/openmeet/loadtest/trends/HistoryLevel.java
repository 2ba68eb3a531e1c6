package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.statistics.Required;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A service level of a run, and its outcome.
 *
 * @param limit in {@code unit}, scaled to the profile's intensity
 * @param actual in {@code unit}; null when only an interval or no value is known
 * @param actualLow the value is above it; null unless an interval is known
 * @param actualHigh the value is at or below it; null unless an interval with an end is known
 * @param confidenceLow in {@code unit}: start of the 95 % confidence interval of {@code actual};
 *     null when it is not known
 * @param confidenceHigh end of that interval; null when it is not known
 */
public record HistoryLevel(
    String id,
    Unit unit,
    Double limit,
    Double actual,
    Double actualLow,
    Double actualHigh,
    Double confidenceLow,
    Double confidenceHigh,
    Verdict verdict) {
  public HistoryLevel {
    HistoryEntry.requireText("slas.id", id);
    Required.that(unit != null, id + ".unit", "a unit", null);
    Required.that(verdict != null, id + ".verdict", "a verdict", null);
    Required.that(
        limit != null && limit > 0 && Double.isFinite(limit),
        id + ".limit",
        "a number above 0",
        limit);
    List<Double> values =
        Stream.of(actual, actualLow, actualHigh).filter(Objects::nonNull).toList();
    Required.that(
        values.stream().allMatch(Double::isFinite), id + ".actual", "finite numbers", values);
    Required.that(
        actual == null || values.size() == 1, id + ".actual", "a value or a range", values);
    Required.that(
        actualHigh == null || actualLow != null && actualLow <= actualHigh,
        id + ".actualHigh",
        "actualLow or more",
        actualHigh);
    Required.that(
        !values.isEmpty() || verdict != Verdict.MET && verdict != Verdict.BROKEN,
        id + ".actual",
        "a value or a range for " + verdict,
        "none");
    Required.that(
        (confidenceLow == null) == (confidenceHigh == null)
            && (confidenceLow == null
                || actual != null
                    && confidenceLow <= confidenceHigh
                    && Double.isFinite(confidenceLow)
                    && Double.isFinite(confidenceHigh)),
        id + ".confidenceLow",
        "a value with an interval, or no interval",
        confidenceLow);
  }

  static HistoryLevel of(SlaResult sla) {
    return new HistoryLevel(
        sla.id(),
        sla.unit(),
        sla.limit(),
        sla.actual(),
        sla.actualLow(),
        sla.actualHigh(),
        sla.confidenceLow(),
        sla.confidenceHigh(),
        sla.verdict());
  }

  boolean preventsPass() {
    return verdict == Verdict.BROKEN || verdict == Verdict.NO_DATA;
  }
}
