package io.openmeet.loadtest.trends;

import java.util.List;

/**
 * The trends of all figures of a history.
 *
 * @param trends grouped by fingerprint, the one with the newest run last; in a group, service
 *     levels come first
 */
public record TrendReport(List<Trend> trends) {
  public TrendReport {
    trends = List.copyOf(trends);
  }

  /**
   * @param runs of the whole history, in the order of their starts
   */
  public static TrendReport of(List<HistoryEntry> runs) {
    return new TrendReport(
        SeriesOf.runs(runs).stream()
            .map(series -> new Trend(series, null, List.of(), List.of(), null))
            .toList());
  }

  /** The trends with a regression that still lasts and that nobody has acknowledged. */
  public List<Trend> regressions() {
    return trends.stream().filter(trend -> trend.alert() != null).toList();
  }
}
