package io.openmeet.loadtest.trends;

import java.util.List;
import java.util.Optional;

/**
 * What the points of a series show.
 *
 * @param baseline median of at most 20 points of the present level before the newest one; null when
 *     there are too few comparable runs
 * @param changes in the order of their points
 * @param suspects in the order of their points
 * @param alert the regression that still lasts and that nobody has acknowledged; null when there is
 *     none, or when newer runs of the simulation and profile have another fingerprint
 */
public record Trend(
    Series series,
    Double baseline,
    List<ChangePoint> changes,
    List<Suspect> suspects,
    ChangePoint alert) {

  /** Fewer comparable runs give no baseline. */
  public static final int LEAST_RUNS = 10;

  public Trend {
    changes = List.copyOf(changes);
    suspects = List.copyOf(suspects);
  }

  /** Whether there are too few comparable runs to judge any. */
  public boolean hasTooFewRuns() {
    return series.points().size() < LEAST_RUNS;
  }

  /** The same of runs that are no longer made. */
  Trend withoutAlert() {
    return new Trend(series, baseline, changes, suspects, null);
  }

  /** The newest point, if it is suspect. */
  public Optional<Suspect> newSuspect() {
    return suspects.stream()
        .filter(suspect -> suspect.index() == series.points().size() - 1)
        .findFirst();
  }
}
