package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.trends.WorkChange.Movement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The work of the last {@value #MOST_RUNS} comparable runs before a run: what each figure usually
 * is, and its own noise. A figure of which a run has none counts as 0 there.
 *
 * <p>The probability that a run without a change has a figure outside of its noise is {@value
 * #FALSE_ALARMS} for normal noise, whatever the number of figures (Bonferroni).
 */
public final class WorkBaseline {
  static final int MOST_RUNS = 20;
  static final int LEAST_RUNS = 10;
  static final double FALSE_ALARMS = 0.0001;

  /** A histogram has a sum, and the count of what it sums up. */
  private static final Pattern SUM = Pattern.compile("_sum$");

  private final List<Map<String, WorkFigure>> runs;

  private WorkBaseline(List<HistoryEntry> runs) {
    this.runs = runs.stream().map(WorkBaseline::bySeries).toList();
  }

  /**
   * @param history all runs, the newest last; may contain the run and later ones, which do not
   *     count
   */
  public static WorkComparison compare(List<HistoryEntry> history, HistoryEntry run) {
    if (!hasWork(run)) {
      return WorkComparison.UNKNOWN;
    }
    if (run.verdict() == RunVerdict.INVALID) {
      return WorkComparison.none(
          0, "Work for each request is not compared, because the run is INVALID.");
    }
    List<HistoryEntry> before =
        history.stream().filter(earlier -> isComparable(earlier, run)).toList();
    List<HistoryEntry> last = before.subList(Math.max(0, before.size() - MOST_RUNS), before.size());
    return last.size() < LEAST_RUNS
        ? WorkComparison.none(
            last.size(),
            "Work for each request has no baseline yet: comparable runs before this one: %d, needed: %d."
                .formatted(last.size(), LEAST_RUNS))
        : new WorkBaseline(last).compare(run);
  }

  private static boolean isComparable(HistoryEntry earlier, HistoryEntry run) {
    return earlier.fingerprint().equals(run.fingerprint())
        && earlier.verdict() != RunVerdict.INVALID
        && hasWork(earlier)
        && earlier.started().isBefore(run.started());
  }

  private static boolean hasWork(HistoryEntry run) {
    return !run.work().isEmpty() && run.totals().count() > 0;
  }

  private static Map<String, WorkFigure> bySeries(HistoryEntry run) {
    Map<String, WorkFigure> figures = new HashMap<>();
    run.work().forEach(figure -> figures.put(figure.series(), figure));
    return figures;
  }

  private WorkComparison compare(HistoryEntry run) {
    long requests = run.totals().count();
    Map<String, WorkFigure> figures = new TreeMap<>();
    runs.forEach(
        earlier ->
            earlier.forEach(
                (series, figure) ->
                    figures.put(series, new WorkFigure(figure.metric(), figure.labels(), 0))));
    figures.putAll(bySeries(run));
    long judged =
        figures.values().stream()
            .filter(figure -> WorkKind.of(figure.metric()) != WorkKind.MACHINE)
            .count();
    NoiseWidth width = NoiseWidth.of(runs.size(), Math.max(1, judged), FALSE_ALARMS);
    return new WorkComparison(
        runs.size(),
        figures.values().stream()
            .map(figure -> change(figure, requests, width))
            .sorted(
                Comparator.comparing((WorkChange change) -> !change.moved())
                    .thenComparing(change -> change.movement() == Movement.NOT_JUDGED)
                    .thenComparing(change -> -change.distance(1.0 / requests))
                    .thenComparing(change -> change.figure().series()))
            .toList(),
        null);
  }

  private WorkChange change(WorkFigure figure, long requests, NoiseWidth width) {
    WorkKind kind = WorkKind.of(figure.metric());
    double[] before = before(figure.series());
    WorkNoise noise =
        WorkNoise.of(new RobustSample(before), kind, events(figure, kind), requests, width);
    return new WorkChange(
        figure,
        noise.median(),
        noise.ratio(),
        WorkChange.movement(
            figure.perRequest(), Arrays.stream(before).anyMatch(value -> value > 0), kind, noise));
  }

  private double[] before(String series) {
    return runs.stream()
        .mapToDouble(run -> run.containsKey(series) ? run.get(series).perRequest() : 0)
        .toArray();
  }

  /** Events for each request; infinite when nothing counts them. */
  private double events(WorkFigure figure, WorkKind kind) {
    String counter =
        kind == WorkKind.COUNT
            ? figure.series()
            : new WorkFigure(
                    SUM.matcher(figure.metric()).replaceFirst("_count"), figure.labels(), 0)
                .series();
    return kind == WorkKind.COUNT || !counter.equals(figure.series()) && isKnown(counter)
        ? new RobustSample(before(counter)).median()
        : Double.POSITIVE_INFINITY;
  }

  private boolean isKnown(String series) {
    return runs.stream().anyMatch(run -> run.containsKey(series));
  }
}
