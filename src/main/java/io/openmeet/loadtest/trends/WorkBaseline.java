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
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The work of the last {@value #MOST_RUNS} comparable runs before a run: what each figure usually
 * is, and its own noise. A figure of which a run has none counts as 0 there. Runs before an
 * acknowledged change do not count for the figures that it concerns.
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

  private final List<String> starts;
  private final List<Map<String, WorkFigure>> runs;
  private final List<Acknowledgement> acknowledged;

  private WorkBaseline(List<HistoryEntry> runs, List<Acknowledgement> acknowledged) {
    this.starts = runs.stream().map(HistoryEntry::startedAt).toList();
    this.runs = runs.stream().map(WorkBaseline::bySeries).toList();
    this.acknowledged = acknowledged;
  }

  /**
   * @param history all runs, the newest last; may contain the run and later ones, which do not
   *     count
   * @param acknowledged all acknowledged changes
   */
  public static WorkComparison compare(
      List<HistoryEntry> history, HistoryEntry run, List<Acknowledgement> acknowledged) {
    if (!hasWork(run)) {
      return WorkComparison.UNKNOWN;
    }
    if (run.verdict() == RunVerdict.INVALID) {
      return WorkComparison.none(
          0, "Work for each request is not compared, because the run is INVALID.");
    }
    String begin =
        levelBegin(
            run,
            known -> known.figure() == null && known.fingerprint().equals(run.fingerprint()),
            acknowledged);
    List<HistoryEntry> before =
        history.stream()
            .filter(earlier -> isComparable(earlier, run))
            .filter(earlier -> earlier.startedAt().compareTo(begin) >= 0)
            .toList();
    List<HistoryEntry> last = before.subList(Math.max(0, before.size() - MOST_RUNS), before.size());
    return last.size() < LEAST_RUNS
        ? WorkComparison.none(
            last.size(),
            "Work for each request has no baseline yet: comparable runs before this one: %d, needed: %d."
                .formatted(last.size(), LEAST_RUNS))
        : new WorkBaseline(last, acknowledged).compare(run);
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
    return new WorkComparison(
        runs.size(),
        figures.values().stream()
            .map(figure -> change(figure, requests, Math.max(1, judged), levelBegin(figure, run)))
            .sorted(
                Comparator.comparing((WorkChange change) -> !change.moved())
                    .thenComparing(change -> change.movement() == Movement.NOT_JUDGED)
                    .thenComparing(change -> -change.distance(1.0 / requests))
                    .thenComparing(change -> change.figure().series()))
            .toList(),
        null);
  }

  /** The first of the earlier runs that has the present level of the figure, as an index. */
  private int levelBegin(WorkFigure figure, HistoryEntry run) {
    String begin =
        levelBegin(run, known -> known.concerns(run.fingerprint(), figure.series()), acknowledged);
    return (int) starts.stream().filter(start -> start.compareTo(begin) < 0).count();
  }

  /** When the present level began, in UTC; before all runs if nobody acknowledged a change. */
  private static String levelBegin(
      HistoryEntry run, Predicate<Acknowledgement> concerned, List<Acknowledgement> acknowledged) {
    return acknowledged.stream()
        .filter(concerned)
        .map(Acknowledgement::startedAt)
        .filter(begin -> begin.compareTo(run.startedAt()) <= 0)
        .max(Comparator.naturalOrder())
        .orElse("");
  }

  private WorkChange change(WorkFigure figure, long requests, long judged, int levelBegin) {
    WorkKind kind = WorkKind.of(figure.metric());
    double[] all = before(figure.series());
    boolean hasBaseline = all.length - levelBegin >= LEAST_RUNS;
    double[] before = hasBaseline ? Arrays.copyOfRange(all, levelBegin, all.length) : all;
    WorkNoise noise =
        WorkNoise.of(
            new RobustSample(before),
            kind,
            events(figure, kind),
            requests,
            NoiseWidth.of(before.length, judged, FALSE_ALARMS));
    return new WorkChange(
        figure,
        noise.median(),
        noise.ratio(),
        hasBaseline
            ? WorkChange.movement(
                figure.perRequest(),
                Arrays.stream(before).anyMatch(value -> value > 0),
                kind,
                noise)
            : Movement.NOT_JUDGED);
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
