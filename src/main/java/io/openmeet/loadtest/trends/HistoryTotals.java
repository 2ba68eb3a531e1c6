package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.statistics.RequestFigures;
import io.openmeet.loadtest.statistics.Required;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The figures of all requests of a run.
 *
 * @param count requests that started in the window
 * @param errorRatio 0-1; null when none started
 * @param rps requests that ended in the window, per second
 * @param p50Ms null when none started
 * @param p95Ms the same
 * @param p99Ms the same
 */
public record HistoryTotals(
    long count, Double errorRatio, double rps, Integer p50Ms, Integer p95Ms, Integer p99Ms) {
  public HistoryTotals {
    Required.that(count >= 0, "totals.count", "a number of 0 or more", count);
    Required.that(rps >= 0 && Double.isFinite(rps), "totals.rps", "a number of 0 or more", rps);
    Required.that(
        errorRatio == null || errorRatio >= 0 && errorRatio <= 1,
        "totals.errorRatio",
        "a number from 0 to 1",
        errorRatio);
    List<Number> figures =
        Stream.<Number>of(errorRatio, p50Ms, p95Ms, p99Ms).filter(Objects::nonNull).toList();
    if (count == 0) {
      Required.that(figures.isEmpty(), "totals", "no figures without a request", figures);
    } else {
      Required.that(figures.size() == 4, "totals", "errorRatio, p50Ms, p95Ms and p99Ms", figures);
      Required.that(
          0 <= p50Ms && p50Ms <= p95Ms && p95Ms <= p99Ms,
          "totals",
          "percentiles of 0 ms or more in ascending order",
          List.of(p50Ms, p95Ms, p99Ms));
    }
  }

  static HistoryTotals of(RequestFigures all) {
    return new HistoryTotals(
        all.count(),
        all.errorRatio(),
        all.rps(),
        all.times().p50Ms(),
        all.times().p95Ms(),
        all.times().p99Ms());
  }
}
