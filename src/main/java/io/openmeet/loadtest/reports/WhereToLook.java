package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.trends.WorkChange;
import io.openmeet.loadtest.trends.WorkComparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where to look for the cause of a failed run or of work that moved: at most {@value #MOST_LINES}
 * lines, the figures that moved most first. On a run without either, one line.
 */
final class WhereToLook {
  static final int MOST_LINES = 8;

  /** The other lines are for statements, pools, GC and CPU. */
  private static final int MOST_MOVED = MOST_LINES - 4;

  private static final int MOST_STATEMENTS = 3;

  private final RunResult result;
  private final WorkComparison work;
  private final TimeFigures times;

  private WhereToLook(RunReport report) {
    result = report.result();
    work = report.work();
    times = TimeFigures.of(report);
  }

  /** Empty when the run's work is not known. */
  static List<String> lines(RunReport report) {
    return report.result().figures().work().isEmpty() ? List.of() : new WhereToLook(report).lines();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(comparison());
    boolean failed = result.outcome().verdict() == RunVerdict.FAIL;
    if (failed || !work.moved().isEmpty()) {
      Stream.of(
              statements(),
              times.poolWaits().map(text -> "Waits for pools: " + text),
              times.gcPauses().map(text -> "GC pauses: " + text),
              times.cpu().map(text -> "CPU: " + text))
          .flatMap(Optional::stream)
          .forEach(lines::add);
    }
    return lines;
  }

  private List<String> comparison() {
    if (!work.isKnown()) {
      return work.objection() == null ? List.of() : List.of(work.objection());
    }
    List<WorkChange> moved = work.moved();
    if (moved.isEmpty()) {
      return List.of(
          "Work for each request: no figure left its noise (%d figures against the last %d comparable runs)."
              .formatted(work.judged(), work.runs()));
    }
    List<String> lines = new ArrayList<>(moved.stream().map(WorkText::line).toList());
    if (lines.size() > MOST_MOVED) {
      int shown = MOST_MOVED - 1;
      int more = lines.size() - shown;
      lines.subList(shown, lines.size()).clear();
      lines.add("%d more figures of work moved; %s has them.".formatted(more, Scorecard.NAME));
    }
    return lines;
  }

  /** Which statements took most of the time of the histogram that the level on database names. */
  private Optional<String> statements() {
    return result.outcome().slas().stream()
        .filter(sla -> sla.measure() == Measure.METRIC_PERCENTILE)
        .map(SlaResult::metric)
        .findFirst()
        .flatMap(metric -> shares(times.of(metric + "_sum")));
  }

  private static Optional<String> shares(List<TimeFigures.Time> statements) {
    double all = statements.stream().mapToDouble(TimeFigures.Time::ms).sum();
    if (all == 0) {
      return Optional.empty();
    }
    String most =
        statements.stream()
            .sorted(Comparator.comparing(TimeFigures.Time::ms).reversed())
            .limit(MOST_STATEMENTS)
            .map(time -> time.name() + " " + NumberText.percent(time.ms() / all, 0))
            .collect(Collectors.joining(", "));
    return Optional.of(
        "Most time in statements: %s of %s ms for each request"
            .formatted(most, WorkText.number(all)));
  }
}
