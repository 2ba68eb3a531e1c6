package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.HistoryTotals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The history of runs, for the console: comparable runs are in one table, the newest last. */
public final class HistoryTable {
  private static final String NEW_LINE = System.lineSeparator();
  private static final int COMMIT_DIGITS = 8;

  private HistoryTable() {}

  /**
   * Begins with a table whose newest run is oldest.
   *
   * @param runs in the order of their starts; at least one
   */
  public static String of(List<HistoryEntry> runs) {
    Map<String, List<HistoryEntry>> byFingerprint = new LinkedHashMap<>();
    for (HistoryEntry run : runs) {
      // Removed first, so that the group moves to the end.
      List<HistoryEntry> group = byFingerprint.remove(run.fingerprint());
      group = group == null ? new ArrayList<>() : group;
      group.add(run);
      byFingerprint.put(run.fingerprint(), group);
    }
    StringBuilder text = new StringBuilder();
    for (List<HistoryEntry> group : byFingerprint.values()) {
      text.append(WrappedText.of("", "  ", heading(group)))
          .append(NEW_LINE)
          .append(table(group))
          .append(NEW_LINE);
    }
    return text.append(
            WrappedText.of(
                "",
                "",
                "Only runs of the same table are comparable, and none that is INVALID: they have the same fingerprint."))
        .toString();
  }

  private static String heading(List<HistoryEntry> group) {
    HistoryEntry newest = group.get(group.size() - 1);
    long invalid = group.stream().filter(run -> run.verdict() == RunVerdict.INVALID).count();
    return "%s, profile %s, target %s, processor %s, fingerprint %s: %d comparable, %d INVALID"
        .formatted(
            PlainText.of(newest.simulation()),
            PlainText.of(newest.profile()),
            PlainText.of(newest.target()),
            PlainText.of(newest.processor()),
            newest.fingerprint(),
            group.size() - invalid,
            invalid);
  }

  private static TextTable table(List<HistoryEntry> group) {
    TextTable table =
        new TextTable("Started", "Verdict", "P95", "P99", "Errors", "Requests", "Commit", "Run");
    for (HistoryEntry run : group) {
      HistoryTotals totals = run.totals();
      table.row(
          run.startedAt().replaceFirst("\\.\\d{3}Z", "Z"),
          run.verdict().name(),
          FigureText.ms(totals.p95Ms()),
          FigureText.ms(totals.p99Ms()),
          FigureText.percent(totals.errorRatio()),
          FigureText.perSecond(totals.rps()),
          run.gitCommit() == null ? FigureText.NONE : run.gitCommit().substring(0, COMMIT_DIGITS),
          PlainText.of(run.run()));
      if (run.reason() != null) {
        table.remark(PlainText.whole(run.reason()));
      }
    }
    return table;
  }
}
