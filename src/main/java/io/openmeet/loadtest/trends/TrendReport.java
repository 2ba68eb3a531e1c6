package io.openmeet.loadtest.trends;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    Set<String> present = presentFingerprints(all);
    return new TrendReport(
        all.stream()
            .map(
                series -> {
                  Trend trend =
                      ChangeDetection.trend(
                          series,
                          judged.getOrDefault(series.figure().isWork(), 1L).intValue(),
                          restarts(series, acknowledged));
                  return present.contains(series.fingerprint()) ? trend : trend.withoutAlert();
                })
            .toList());
  }

  /** Those with the newest run of a simulation and profile. */
  private static Set<String> presentFingerprints(Collection<Series> all) {
    Map<String, String> newest = new HashMap<>();
    all.forEach(
        series -> newest.put(series.simulation() + " " + series.profile(), series.fingerprint()));
    return new HashSet<>(newest.values());
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
