package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.sla.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects the series of one fingerprint from its runs. */
final class SeriesOf {
  /** Times are whole milliseconds. */
  private static final double RESOLUTION_MS = 1;

  /** Nobody sees a difference of a layout shift that is smaller. */
  private static final double RESOLUTION_SCORE = 0.001;

  private final HistoryEntry newest;
  private final Map<String, Direction> directions = new LinkedHashMap<>();
  private final Map<String, Unit> units = new LinkedHashMap<>();
  private final Map<String, List<Point>> levels = new LinkedHashMap<>();
  private final Map<String, List<Point>> work = new TreeMap<>();
  private final Map<String, Direction> workDirections = new TreeMap<>();
  private final List<Series.Gap> gaps = new ArrayList<>();

  private SeriesOf(List<HistoryEntry> runs) {
    newest = runs.get(runs.size() - 1);
    runs.forEach(this::add);
  }

  /**
   * The series of all runs, grouped by fingerprint; the fingerprint with the newest run is last. In
   * a group, service levels come first, then work sorted by its key.
   *
   * @param runs in the order of their starts
   */
  static List<Series> runs(List<HistoryEntry> runs) {
    Map<String, List<HistoryEntry>> byFingerprint = new LinkedHashMap<>();
    for (HistoryEntry run : runs) {
      // Removed first, so that the group moves to the end.
      List<HistoryEntry> group = byFingerprint.remove(run.fingerprint());
      group = group == null ? new ArrayList<>() : group;
      group.add(run);
      byFingerprint.put(run.fingerprint(), group);
    }
    return byFingerprint.values().stream()
        .flatMap(group -> new SeriesOf(group).series().stream())
        .toList();
  }

  private void add(HistoryEntry run) {
    if (run.verdict() == RunVerdict.INVALID) {
      gaps.add(new Series.Gap(run.run(), run.startedAt()));
      return;
    }
    run.slas().forEach(level -> add(run, level));
    run.work().forEach(figure -> add(run, figure));
  }

  private void add(HistoryEntry run, HistoryLevel level) {
    Double value = level.actual() == null ? middle(level) : level.actual();
    if (value == null) {
      return;
    }
    units.put(level.id(), level.unit());
    Direction direction = direction(level, value);
    directions.merge(
        level.id(), direction, (known, next) -> next == Direction.NEUTRAL ? known : next);
    boolean isRange = level.actual() == null;
    point(
        levels,
        level.id(),
        new Point(
            run.run(),
            run.startedAt(),
            run.gitCommit(),
            value,
            isRange ? level.actualLow() : level.confidenceLow(),
            isRange ? level.actualHigh() : level.confidenceHigh(),
            level.limit(),
            resolution(level.unit(), run.totals().count())));
  }

  private void add(HistoryEntry run, WorkFigure figure) {
    workDirections.putIfAbsent(figure.series(), Direction.of(figure));
    point(
        work,
        figure.series(),
        new Point(
            run.run(),
            run.startedAt(),
            run.gitCommit(),
            figure.perRequest(),
            null,
            null,
            null,
            resolution(figure, run.totals().count())));
  }

  private static void point(Map<String, List<Point>> series, String key, Point point) {
    series.computeIfAbsent(key, first -> new ArrayList<>()).add(point);
  }

  private static Double middle(HistoryLevel level) {
    return level.actualHigh() == null
        ? level.actualLow()
        : Double.valueOf((level.actualLow() + level.actualHigh()) / 2);
  }

  /** A level that is met lies on the good side of its limit, and one that is broken on the bad. */
  private static Direction direction(HistoryLevel level, double value) {
    boolean met = level.verdict() == Verdict.MET;
    if (!met && (level.verdict() != Verdict.BROKEN || value == level.limit())) {
      return Direction.NEUTRAL;
    }
    return value < level.limit() == met ? Direction.LOWER_IS_BETTER : Direction.HIGHER_IS_BETTER;
  }

  private static double resolution(Unit unit, long requests) {
    return switch (unit) {
      case MILLISECONDS -> RESOLUTION_MS;
      case RATIO -> 1.0 / Math.max(1, requests);
      case SCORE -> RESOLUTION_SCORE;
      default -> 0;
    };
  }

  /** One event in the whole window, of figures that count events. */
  private static double resolution(WorkFigure figure, long requests) {
    return WorkKind.of(figure.metric()) == WorkKind.COUNT ? 1.0 / Math.max(1, requests) : 0;
  }

  private List<Series> series() {
    List<Series> series = new ArrayList<>();
    levels.forEach(
        (id, points) ->
            series.add(series(new Figure(id, units.get(id), directions.get(id)), points)));
    work.forEach(
        (key, points) ->
            series.add(series(new Figure(key, null, workDirections.get(key)), points)));
    return series;
  }

  private Series series(Figure figure, List<Point> points) {
    return new Series(
        newest.fingerprint(), newest.simulation(), newest.profile(), figure, points, gaps);
  }
}
