package io.openmeet.loadtest.reports;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.trends.ChangePoint;
import io.openmeet.loadtest.trends.Figure;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.HistoryLevel;
import io.openmeet.loadtest.trends.Trend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A service level over the runs of a group.
 *
 * @param id in slas.json
 * @param name for people; the id when it is not known
 * @param bound see {@link LevelLabel}
 * @param points one for each run of the group; null for a run without the level and for an INVALID
 *     run, which shows nothing about the target
 * @param changes in the order of their runs
 * @param suspects indexes of single runs that are far from the ones before
 */
record TrendLevel(
    String id,
    String name,
    String bound,
    Unit unit,
    List<Point> points,
    List<Change> changes,
    List<Integer> suspects) {
  private static final int LONGEST_TEXT = 200;

  /**
   * A JSON array, because there are many. All values are in the level's unit.
   *
   * @param value null when only a range, or nothing, is known
   * @param low start of the 95 % confidence interval of the value, or of the range without a value
   * @param high end of the same
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"value", "low", "high", "limit"})
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Point(Double value, Double low, Double high, Double limit) {
    static Point of(HistoryLevel level) {
      return level.actual() != null
          ? new Point(level.actual(), level.confidenceLow(), level.confidenceHigh(), level.limit())
          : new Point(null, level.actualLow(), level.actualHigh(), level.limit());
    }
  }

  /**
   * A lasting change.
   *
   * @param run index of the first run with the new value
   * @param before mean of the runs before, in the level's unit
   * @param after mean since then, in the level's unit
   * @param alert whether it is a regression that still lasts and that nobody has acknowledged
   */
  record Change(int run, ChangePoint.Kind kind, double before, double after, boolean alert) {}

  /** The limits of one level may change, but values in different units have no common scale. */
  private record Key(String id, Unit unit) {
    Key(Figure figure) {
      this(figure.key(), figure.unit());
    }

    static Key of(HistoryLevel level) {
      return new Key(level.id(), level.unit());
    }
  }

  /**
   * @param entries of a group, the newest last
   * @param trends of these runs, and maybe of others
   * @param labels by the level's id
   */
  static List<TrendLevel> of(
      List<HistoryEntry> entries, List<Trend> trends, Map<String, LevelLabel> labels) {
    Map<String, Integer> indexes = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      indexes.put(entries.get(i).run(), i);
    }
    Set<Key> keys = new LinkedHashSet<>();
    for (int i = entries.size() - 1; i >= 0; i--) {
      entries.get(i).slas().forEach(level -> keys.add(Key.of(level)));
    }
    return keys.stream()
        .map(key -> of(key, entries, trendsOf(key, trends), indexes, labels))
        .toList();
  }

  private static List<Trend> trendsOf(Key key, List<Trend> trends) {
    return trends.stream().filter(trend -> new Key(trend.series().figure()).equals(key)).toList();
  }

  private static TrendLevel of(
      Key key,
      List<HistoryEntry> entries,
      List<Trend> trends,
      Map<String, Integer> indexes,
      Map<String, LevelLabel> labels) {
    List<Change> changes = new ArrayList<>();
    List<Integer> suspects = new ArrayList<>();
    for (Trend trend : trends) {
      for (ChangePoint change : trend.changes()) {
        Integer run = indexes.get(trend.series().points().get(change.index()).run());
        if (run != null) {
          boolean alert = change.equals(trend.alert());
          changes.add(new Change(run, change.kind(), change.before(), change.after(), alert));
        }
      }
      trend.suspects().stream()
          .map(suspect -> indexes.get(trend.series().points().get(suspect.index()).run()))
          .filter(Objects::nonNull)
          .forEach(suspects::add);
    }
    changes.sort(Comparator.comparing(Change::run));
    suspects.sort(null);
    LevelLabel label = labels.getOrDefault(key.id(), new LevelLabel(key.id(), ""));
    return new TrendLevel(
        PlainText.cut(key.id(), LONGEST_TEXT),
        PlainText.cut(label.name(), LONGEST_TEXT),
        label.bound(),
        key.unit(),
        points(entries, key),
        changes,
        suspects);
  }

  private static List<Point> points(List<HistoryEntry> entries, Key key) {
    List<Point> points = new ArrayList<>();
    for (HistoryEntry entry : entries) {
      points.add(
          entry.verdict() == RunVerdict.INVALID
              ? null
              : entry.slas().stream()
                  .filter(level -> Key.of(level).equals(key))
                  .findFirst()
                  .map(Point::of)
                  .orElse(null));
    }
    return points;
  }
}
