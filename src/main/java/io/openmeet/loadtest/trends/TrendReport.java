package io.openmeet.loadtest.trends;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
   * Levels and work are judged apart: many figures of work must not hide a slower level.
   *
   * @param runs of the whole history, in the order of their starts; with fewer, the bound on false
   *     alerts would be another one
   */
  public static TrendReport of(List<HistoryEntry> runs, List<Acknowledgement> acknowledged) {
    return of(SeriesOf.runs(runs), acknowledged);
  }

  /** Only of the service levels; as {@link #of(List, List)} otherwise. */
  public static TrendReport ofLevels(List<HistoryEntry> runs, List<Acknowledgement> acknowledged) {
    return of(
        SeriesOf.runs(runs).stream().filter(series -> !series.figure().isWork()).toList(),
        acknowledged);
  }

  private static TrendReport of(Collection<Series> all, List<Acknowledgement> acknowledged) {
    Map<Boolean, Long> judged =
        all.stream()
            .filter(series -> series.points().size() >= Trend.LEAST_RUNS)
            .collect(
                Collectors.groupingBy(series -> series.figure().isWork(), Collectors.counting()));
    return new TrendReport(
        all.stream()
            .map(
                series ->
                    ChangeDetection.trend(
                        series,
                        judged.getOrDefault(series.figure().isWork(), 1L).intValue(),
                        restarts(series, acknowledged)))
            .toList());
  }

  private static List<Integer> restarts(Series series, List<Acknowledgement> acknowledged) {
    return acknowledged.stream()
        .filter(known -> known.concerns(series))
        .map(known -> series.indexFrom(known.startedAt()))
        .filter(index -> index < series.points().size())
        .distinct()
        .sorted()
        .toList();
  }

  /** The trends with a regression that still lasts and that nobody has acknowledged. */
  public List<Trend> regressions() {
    return trends.stream().filter(trend -> trend.alert() != null).toList();
  }
}
