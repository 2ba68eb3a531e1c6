package io.openmeet.loadtest.trends;

import java.util.Arrays;

/**
 * The nights at one level of a series, which need not be neighbours: the level may have been left
 * for a while.
 */
final class Level {
  /** What began it; null for the first level. */
  private final ChangePoint beginning;

  private double[] values = new double[0];
  private int[] indices = new int[0];

  Level(ChangePoint beginning) {
    this.beginning = beginning;
  }

  ChangePoint beginning() {
    return beginning;
  }

  int size() {
    return values.length;
  }

  double[] values() {
    return values;
  }

  /**
   * @param index of the point in its series
   */
  void add(int index, double value) {
    values = Arrays.copyOf(values, values.length + 1);
    indices = Arrays.copyOf(indices, indices.length + 1);
    values[values.length - 1] = value;
    indices[indices.length - 1] = index;
  }

  void replace(int night, double value) {
    values[night] = value;
  }

  int index(int night) {
    return indices[night];
  }

  double value(int night) {
    return values[night];
  }

  /** Mean of all nights but the newest ones. */
  double meanWithout(int newest) {
    return Arrays.stream(values, 0, values.length - newest).average().orElse(Double.NaN);
  }

  /** Moves the nights from this one on to another level. */
  void moveTo(Level other, int night) {
    for (int moved = night; moved < values.length; moved++) {
      other.add(indices[moved], values[moved]);
    }
    values = Arrays.copyOf(values, night);
    indices = Arrays.copyOf(indices, night);
  }
}
