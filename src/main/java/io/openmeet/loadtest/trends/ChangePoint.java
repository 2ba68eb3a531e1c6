package io.openmeet.loadtest.trends;

/**
 * A lasting change of a series' level.
 *
 * @param index of the first point of the new level
 * @param foundAt index of the point with which the change was certain enough; at least 2 more
 * @param before mean of the level before, in the figure's unit
 * @param after mean of the new level when it was found
 * @param pValue 0-1: of the t test between the two levels
 * @param acknowledged whether somebody declared the change to be known
 */
public record ChangePoint(
    int index,
    int foundAt,
    double before,
    double after,
    double pValue,
    Kind kind,
    boolean acknowledged) {

  /** Whether the change is for the worse. */
  public enum Kind {
    REGRESSION,
    IMPROVEMENT,
    /** Of a figure that can get worse in neither way. */
    CHANGE,
    /** The level is again what it was before the last change, so neither a regression nor news. */
    RETURN
  }
}
