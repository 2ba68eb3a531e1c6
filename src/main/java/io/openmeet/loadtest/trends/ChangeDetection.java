package io.openmeet.loadtest.trends;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;

/**
 * Walks through the nights of a series as they came, and looks each night for a new level. What was
 * found does not change with later nights of the series, as long as the number of series is the
 * same. A level that is left for a while and returns goes on; the nights between do not belong to
 * it.
 *
 * <p>A look each night at each series is thousands of tests. {@link #FALSE_ALERTS} is calibrated by
 * simulation (see {@code ChangeDetectionIT}), so that the whole stays honest: of histories with 60
 * nights of 40 series without a change, at most 5 % ever show a regression.
 */
final class ChangeDetection {
  /**
   * The greatest p value of a change, times the number of series (Bonferroni's bound over the
   * series of a night, which also bounds the false discovery rate).
   */
  static final double FALSE_ALERTS = 1e-4;

  private static final int RETURN_NIGHTS = StepTest.LEAST_SINCE;

  private final Series series;
  private final Scale scale;
  private final double greatestPValue;
  private final Deque<Level> levels = new ArrayDeque<>(); // the present one first
  private final List<ChangePoint> changes = new ArrayList<>();
  private final List<Suspect> suspects = new ArrayList<>();

  /** Of the night before, if its value was outside of it. */
  private Band bandLeft;

  private ChangeDetection(Series series, int seriesOfANight) {
    this.series = series;
    scale = Scale.of(series);
    greatestPValue = FALSE_ALERTS / seriesOfANight;
    levels.push(new Level(null));
  }

  /**
   * @param seriesOfANight number of series that are judged together, at least 1
   * @param restarts sorted indices of points at which somebody declared a new level
   */
  static Trend trend(Series series, int seriesOfANight, List<Integer> restarts) {
    ChangeDetection detection = new ChangeDetection(series, seriesOfANight);
    for (int index = 0; index < series.points().size(); index++) {
      if (index > 0 && restarts.contains(index)) {
        detection.restart(index, restarts);
      }
      detection.add(index, series.points().get(index).value());
    }
    return detection.trend();
  }

  private void restart(int index, List<Integer> restarts) {
    int next = restarts.stream().filter(other -> other > index).findFirst().orElse(end());
    double[] before = last(levels.peek().values());
    double[] since =
        Arrays.copyOfRange(series.values(), index, Math.min(next, index + Band.NIGHTS));
    ChangePoint known = change(index, index, before, since, true);
    changes.add(known);
    levels.clear();
    levels.push(new Level(known));
    bandLeft = null;
  }

  private int end() {
    return series.points().size();
  }

  private static double[] last(double[] values) {
    return Arrays.copyOfRange(values, Math.max(0, values.length - Band.NIGHTS), values.length);
  }

  private ChangePoint change(
      int index, int foundAt, double[] before, double[] since, boolean acknowledged) {
    double from = mean(before);
    double to = mean(since);
    return new ChangePoint(
        index,
        foundAt,
        from,
        to,
        pValue(before, since),
        series.figure().direction().kind(from, to),
        acknowledged);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** 1 when there are too few nights, or all are equal. */
  private static double pValue(double[] before, double[] since) {
    if (before.length < 2 || since.length < 2) {
      return 1;
    }
    double pValue =
        TTest.withDefaults().with(DataDispersion.HOMOSCEDASTIC).test(before, since).getPValue();
    return Double.isNaN(pValue) ? 1 : pValue;
  }

  private void add(int index, double value) {
    Level level = levels.peek();
    Band band = level.size() < Trend.LEAST_RUNS ? null : Band.of(level.values(), scale);
    boolean suspect = band != null && !band.contains(value);
    if (suspect) {
      suspects.add(new Suspect(index, band.median(), band.allowed()));
    } else if (bandLeft != null) {
      forgetOutlier(level);
    }
    bandLeft = suspect ? band : null;
    level.add(index, value);
    while (returned()) {
      returnToLevelBefore(index);
    }
    StepTest.strongest(levels.peek().values(), scale)
        .filter(step -> step.pValue() <= greatestPValue)
        .ifPresent(step -> begin(step, index));
  }

  /** A single night far away must not hide a step for the nights to come. */
  private void forgetOutlier(Level level) {
    int night = level.size() - 1;
    level.replace(night, bandLeft.nearest(level.value(night)));
  }

  /** Whether the newest nights are nearer to the level before. */
  private boolean returned() {
    if (levels.size() < 2 || levels.peek().size() < RETURN_NIGHTS + 1) {
      return false;
    }
    Level present = levels.peek();
    double old = levelBefore().meanWithout(0);
    double now = present.meanWithout(RETURN_NIGHTS);
    double middle = (old + now) / 2;
    for (int night = present.size() - RETURN_NIGHTS; night < present.size(); night++) {
      if (present.value(night) > middle != old > now) {
        return false;
      }
    }
    return true;
  }

  private Level levelBefore() {
    return levels.stream().skip(1).findFirst().orElseThrow();
  }

  private void returnToLevelBefore(int foundAt) {
    Level left = levels.pop();
    int night = left.size() - RETURN_NIGHTS;
    double[] since = Arrays.copyOfRange(left.values(), night, left.size());
    double[] before = Arrays.copyOf(left.values(), night);
    int index = left.index(night);
    if (changes.get(changes.size() - 1).index() == index) {
      changes.remove(changes.size() - 1); // it returned further than to the level before
    }
    changes.add(
        new ChangePoint(
            index,
            foundAt,
            mean(before),
            mean(since),
            pValue(before, since),
            ChangePoint.Kind.RETURN,
            false));
    left.moveTo(levels.peek(), night);
    forgetSuspectsSince(index);
  }

  /** A new level explains them. */
  private void forgetSuspectsSince(int index) {
    suspects.removeIf(suspect -> suspect.index() >= index);
    bandLeft = null;
  }

  private void begin(StepTest.Step step, int foundAt) {
    Level old = levels.peek();
    ChangePoint change =
        new ChangePoint(
            old.index(step.index()),
            foundAt,
            step.before(),
            step.after(),
            step.pValue(),
            series.figure().direction().kind(step.before(), step.after()),
            false);
    changes.add(change);
    Level next = new Level(change);
    old.moveTo(next, step.index());
    levels.push(next);
    forgetSuspectsSince(change.index());
  }

  private Trend trend() {
    return new Trend(series, baseline(), changes, suspects, alert());
  }

  private Double baseline() {
    double[] present = levels.peek().values();
    return end() < Trend.LEAST_RUNS || present.length < 2
        ? null
        : Double.valueOf(Band.of(Arrays.copyOf(present, present.length - 1), scale).median());
  }

  /** The newest regression that was neither acknowledged nor undone. */
  private ChangePoint alert() {
    double present = levels.peek().meanWithout(0);
    return levels.stream()
        .map(Level::beginning)
        .filter(begun -> begun != null && !begun.acknowledged())
        .filter(begun -> begun.kind() == ChangePoint.Kind.REGRESSION)
        .filter(
            begun ->
                series.figure().direction().kind(begun.before(), present)
                        == ChangePoint.Kind.REGRESSION
                    && Math.abs(present - begun.before()) >= scale.leastChange(begun.before()))
        .findFirst()
        .orElse(null);
  }
}
