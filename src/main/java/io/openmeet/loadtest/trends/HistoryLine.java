package io.openmeet.loadtest.trends;

/**
 * One line of a history.
 *
 * @param number counted from 1
 * @param entry null when the line holds no run
 * @param problem why it holds no run, without a full stop; null when it holds one
 * @param newer whether a newer version of this project wrote the line
 */
record HistoryLine(int number, HistoryEntry entry, String problem, boolean newer) {
  static HistoryLine skipped(int number, String problem) {
    return new HistoryLine(number, null, problem, false);
  }

  boolean holdsRun() {
    return entry != null;
  }

  /** Whether no version of this project can read the line. */
  boolean damaged() {
    return !holdsRun() && !newer;
  }
}
