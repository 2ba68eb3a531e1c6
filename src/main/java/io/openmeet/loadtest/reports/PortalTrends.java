package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.trends.Acknowledgement;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.RunHistory;
import io.openmeet.loadtest.trends.Trend;
import io.openmeet.loadtest.trends.TrendReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the portal shows of the history.
 *
 * @param notices sentences on what is missing
 * @param older number of runs before the ones shown
 * @param groups in the order of their names
 */
record PortalTrends(List<String> notices, int older, List<TrendGroup> groups) {
  /** Only the newest runs, as in the list of runs. */
  static final int MOST_RUNS = Portal.MOST_RUNS;

  private static final int LONGEST_REASON = 300;

  private record Key(String simulation, String profile) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int bySimulation = simulation.compareTo(other.simulation);
      return bySimulation != 0 ? bySimulation : profile.compareTo(other.profile);
    }
  }

  /**
   * Reads the history. Without a readable one there is only a notice, because the list of runs is
   * useful without it.
   *
   * @param folders names of the run folders that still exist
   * @param labels of service levels, by id
   */
  static PortalTrends read(
      RunHistory history, Set<String> folders, Map<String, LevelLabel> labels) {
    try {
      return of(history.read(), history.acknowledgements().read().all(), folders, labels);
    } catch (IOException | RuntimeException unreadable) {
      String reason = PlainText.cut(String.valueOf(unreadable.getMessage()), LONGEST_REASON);
      return new PortalTrends(
          List.of("There are no trends: the history cannot be read (" + reason + ")."),
          0,
          List.of());
    }
  }

  private static PortalTrends of(
      RunHistory.Content content,
      List<Acknowledgement> acknowledged,
      Set<String> folders,
      Map<String, LevelLabel> labels) {
    List<String> notices = new ArrayList<>();
    if (content.runs().isEmpty()) {
      notices.add(
          "There are no trends yet: the history has no run. Each run adds itself at its end.");
    }
    if (!content.skipped().isEmpty()) {
      notices.add(
          "%s of the history cannot be read; `ci/loadtest history` names the reasons."
              .formatted(
                  content.skipped().size() == 1
                      ? "1 line"
                      : FigureText.count(content.skipped().size()) + " lines"));
    }
    int older = Math.max(0, content.runs().size() - MOST_RUNS);
    Map<Key, List<HistoryEntry>> byKey =
        content.runs().subList(older, content.runs().size()).stream()
            .collect(
                Collectors.groupingBy(
                    run -> new Key(run.simulation(), run.profile()),
                    TreeMap::new,
                    Collectors.toList()));
    Map<Key, List<Trend>> trends =
        TrendReport.ofLevels(content.runs(), acknowledged).trends().stream()
            .collect(
                Collectors.groupingBy(
                    trend -> new Key(trend.series().simulation(), trend.series().profile())));
    List<TrendGroup> groups = new ArrayList<>();
    byKey.forEach(
        (key, runs) ->
            groups.add(TrendGroup.of(runs, trends.getOrDefault(key, List.of()), folders, labels)));
    return new PortalTrends(notices, older, groups);
  }
}
