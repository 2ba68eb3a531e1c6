package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.trends.ChangePoint;
import io.openmeet.loadtest.trends.Figure;
import io.openmeet.loadtest.trends.LatestWork;
import io.openmeet.loadtest.trends.Point;
import io.openmeet.loadtest.trends.Suspect;
import io.openmeet.loadtest.trends.Trend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Trends for the console: a table for each fingerprint. Figures of work without a lasting change
 * are only counted.
 */
public final class TrendTable {
  private static final String NEW_LINE = System.lineSeparator();
  private static final int COMMIT_DIGITS = 8;
  private static final int MOST_MOVED = 8;

  private TrendTable() {}

  /**
   * @param trends grouped by fingerprint; at least one
   */
  public static String of(List<Trend> trends) {
    Map<String, List<Trend>> byFingerprint =
        trends.stream()
            .collect(
                Collectors.groupingBy(
                    trend -> trend.series().fingerprint(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byFingerprint.values().stream()
        .map(TrendTable::group)
        .collect(Collectors.joining(NEW_LINE));
  }

  /** Figures of work that left their noise in the newest run, one on a line. */
  public static String of(LatestWork latest) {
    StringBuilder text =
        new StringBuilder(
            WrappedText.of(
                "",
                "  ",
                "Work for each request that left its noise in the last run, %s:"
                    .formatted(PlainText.of(latest.run().run()))));
    latest.moved().stream()
        .limit(MOST_MOVED)
        .forEach(change -> text.append(WrappedText.of("  ", "    ", WorkText.line(change))));
    if (latest.moved().size() > MOST_MOVED) {
      text.append(
          "  %s more; %s has them.%n"
              .formatted(NumberText.count(latest.moved().size() - MOST_MOVED), Scorecard.NAME));
    }
    return text.toString();
  }

  private static String group(List<Trend> group) {
    StringBuilder text =
        new StringBuilder(WrappedText.of("", "  ", heading(group.get(0), nights(group))));
    if (nights(group) < Trend.LEAST_RUNS) {
      text.append(
          WrappedText.of(
              "",
              "",
              "There is no baseline yet: expected at least %d comparable runs, found %d."
                  .formatted(Trend.LEAST_RUNS, nights(group))));
    }
    TextTable table = new TextTable("Figure", "Baseline", "Last value", "Difference", "Trend");
    List<Trend> shown = group.stream().filter(TrendTable::isShown).toList();
    shown.forEach(trend -> add(table, trend));
    if (!shown.isEmpty()) {
      text.append(table);
    }
    if (shown.size() < group.size()) {
      text.append(
          "Figures of work without a lasting change: %s.%n"
              .formatted(NumberText.count(group.size() - shown.size())));
    }
    return text.toString();
  }

  private static int nights(List<Trend> group) {
    return group.stream().mapToInt(trend -> trend.series().points().size()).max().orElse(0);
  }

  private static String heading(Trend trend, int nights) {
    return "%s, profile %s, fingerprint %s: %d comparable, %d INVALID"
        .formatted(
            PlainText.of(trend.series().simulation()),
            PlainText.of(trend.series().profile()),
            trend.series().fingerprint(),
            nights,
            trend.series().gaps().size());
  }

  private static boolean isShown(Trend trend) {
    return !trend.series().figure().isWork() || !trend.changes().isEmpty();
  }

  private static void add(TextTable table, Trend trend) {
    Figure figure = trend.series().figure();
    double last = trend.series().last().value();
    Double baseline = trend.baseline();
    table.row(
        PlainText.of(figure.key()),
        baseline == null ? FigureText.NONE : figure.text(baseline),
        figure.text(last),
        baseline == null ? FigureText.NONE : change(baseline, last),
        state(trend));
    trend.changes().forEach(change -> table.remark(sentence(trend, change)));
    trend.newSuspect().ifPresent(suspect -> table.remark(sentence(trend, suspect)));
  }

  private static String state(Trend trend) {
    if (trend.hasTooFewRuns()) {
      return "too few runs";
    }
    return trend.alert() != null ? "REGRESSION" : trend.newSuspect().isPresent() ? "suspect" : "";
  }

  private static String sentence(Trend trend, ChangePoint change) {
    Figure figure = trend.series().figure();
    Point first = trend.series().points().get(change.index());
    String commit =
        Optional.ofNullable(first.gitCommit())
            .map(hash -> ", commit " + hash.substring(0, COMMIT_DIGITS))
            .orElse("");
    return "%s%s since %s: %s to %s (%s); first run %s%s."
        .formatted(
            name(change.kind()),
            change.acknowledged() ? ", acknowledged," : "",
            first.startedAt().replaceFirst("\\.\\d{3}Z", "Z"),
            figure.text(change.before()),
            figure.text(change.after()),
            change(change.before(), change.after()),
            PlainText.of(first.run()),
            commit);
  }

  private static String name(ChangePoint.Kind kind) {
    return switch (kind) {
      case REGRESSION -> "Regression";
      case IMPROVEMENT -> "Improvement";
      case CHANGE -> "Change";
      case RETURN -> "Return to the level before";
    };
  }

  private static String sentence(Trend trend, Suspect suspect) {
    Figure figure = trend.series().figure();
    return "The last value is suspect: expected %s to %s from the last nights; one night is no evidence of a change."
        .formatted(
            figure.text(Math.max(0, suspect.median() - suspect.allowed())),
            figure.text(highest(figure, suspect.median() + suspect.allowed())));
  }

  private static double highest(Figure figure, double value) {
    return figure.unit() == Unit.RATIO ? Math.min(1, value) : value;
  }

  private static String change(double from, double to) {
    if (from == 0) {
      return to == 0 ? "0 %" : "from 0";
    }
    double ratio = to / from - 1;
    return (ratio > 0 ? "+" : "")
        + NumberText.text(ratio * 100, Math.abs(ratio) < 0.1 ? 1 : 0)
        + " %";
  }
}
