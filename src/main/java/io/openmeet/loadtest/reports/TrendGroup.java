package io.openmeet.loadtest.reports;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.Trend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The runs of a simulation in a profile, and their service levels.
 *
 * @param lines in the order of their first runs; only runs of the same line are comparable
 * @param runs in the order of their starts, the newest last
 * @param levels in the order of the newest run; levels that only older runs have come last
 */
record TrendGroup(
    String simulation, String profile, List<Line> lines, List<Run> runs, List<TrendLevel> levels) {
  private static final int LONGEST_TEXT = 200;
  private static final int COMMIT_DIGITS = 8;

  /** What the runs of a line have in common. */
  record Line(String fingerprint, String target, String processor) {}

  /**
   * A JSON array, because there are many.
   *
   * @param folder its name
   * @param exists whether the folder still exists
   * @param line index of its line
   * @param commit the first digits; null when it is not known
   * @param p95Ms of all requests; null when none started or the run is INVALID
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"folder", "exists", "startedAt", "verdict", "line", "commit", "p95Ms"})
  record Run(
      String folder,
      boolean exists,
      String startedAt,
      RunVerdict verdict,
      int line,
      String commit,
      Integer p95Ms) {}

  /**
   * @param entries of the simulation and profile, at least one, the newest last
   * @param trends of these runs, and maybe of others
   * @param folders names of the run folders that still exist
   * @param labels by the level's id
   */
  static TrendGroup of(
      List<HistoryEntry> entries,
      List<Trend> trends,
      Set<String> folders,
      Map<String, LevelLabel> labels) {
    List<String> fingerprints = entries.stream().map(HistoryEntry::fingerprint).distinct().toList();
    List<Line> lines = new ArrayList<>();
    List<Run> runs = new ArrayList<>();
    for (HistoryEntry entry : entries) {
      int line = fingerprints.indexOf(entry.fingerprint());
      if (line == lines.size()) {
        lines.add(new Line(entry.fingerprint(), cut(entry.target()), cut(entry.processor())));
      }
      runs.add(run(entry, line, folders.contains(entry.run())));
    }
    HistoryEntry newest = entries.get(entries.size() - 1);
    return new TrendGroup(
        cut(newest.simulation()),
        cut(newest.profile()),
        lines,
        runs,
        TrendLevel.of(entries, trends, labels));
  }

  private static Run run(HistoryEntry entry, int line, boolean exists) {
    return new Run(
        exists ? entry.run() : cut(entry.run()),
        exists,
        entry.startedAt(),
        entry.verdict(),
        line,
        entry.gitCommit() == null ? null : entry.gitCommit().substring(0, COMMIT_DIGITS),
        entry.verdict() == RunVerdict.INVALID ? null : entry.totals().p95Ms());
  }

  private static String cut(String text) {
    return PlainText.cut(text, LONGEST_TEXT);
  }
}
