package io.openmeet.reference;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the API runs with the optimisations that the load tests exist to measure, or without.
 * Both answer the same.
 */
public enum Tuning {
  /** All of them. */
  OPTIMIZED(100, true, true, true, true),
  /** None: what the optimisations are compared with. */
  BASELINE(10, false, false, false, false);

  private final int poolSize;
  private final boolean indexed;
  private final boolean counted;
  private final boolean cached;
  private final boolean compressed;

  Tuning(int poolSize, boolean indexed, boolean counted, boolean cached, boolean compressed) {
    this.poolSize = poolSize;
    this.indexed = indexed;
    this.counted = counted;
    this.cached = cached;
    this.compressed = compressed;
  }

  static Optional<Tuning> named(String name) {
    return Arrays.stream(values()).filter(tuning -> tuning.label().equals(name)).findFirst();
  }

  static String labels() {
    return Arrays.stream(values()).map(Tuning::label).collect(Collectors.joining(" or "));
  }

  /** The name as written on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Connections to the database at most, unless {@code reference.poolSize} says otherwise. */
  public int poolSize() {
    return poolSize;
  }

  /** Whether the indexes of indexes.sql are there; keys are there always. */
  public boolean indexed() {
    return indexed;
  }

  /** Whether the counts of counts.sql are kept, so that a summary need not count. */
  public boolean counted() {
    return counted;
  }

  /** Whether answers are kept in Redis and close by. */
  public boolean cached() {
    return cached;
  }

  /** Whether large JSON answers are compressed for clients that take it. */
  public boolean compressed() {
    return compressed;
  }
}
