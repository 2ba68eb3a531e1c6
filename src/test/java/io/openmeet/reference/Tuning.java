package io.openmeet.reference;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the API runs with the optimisations that the load tests measure, or without them. Both
 * give the same answers to its calls; the web client does more at once without them.
 */
public enum Tuning {
  /** With all optimisations. */
  OPTIMIZED(100),
  /** Without optimisations, for comparison. */
  BASELINE(10);

  private final int poolSize;

  Tuning(int poolSize) {
    this.poolSize = poolSize;
  }

  static Optional<Tuning> named(String name) {
    return Arrays.stream(values()).filter(tuning -> tuning.label().equals(name)).findFirst();
  }

  static String labels() {
    return Arrays.stream(values()).map(Tuning::label).collect(Collectors.joining(" or "));
  }

  /** The name as written on the command line. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Most connections to the database, unless {@code reference.poolSize} is set. */
  public int poolSize() {
    return poolSize;
  }

  /** Whether the database has the indexes of indexes.sql; it always has the keys. */
  public boolean indexed() {
    return this == OPTIMIZED;
  }

  /**
   * Whether the database keeps the counts of counts.sql, so that a summary does not have to count.
   */
  public boolean counted() {
    return this == OPTIMIZED;
  }

  /** Whether answers are kept in Redis and in this process. */
  public boolean cached() {
    return this == OPTIMIZED;
  }

  /** Whether large JSON answers and files are compressed for clients that accept it. */
  public boolean compressed() {
    return this == OPTIMIZED;
  }
}
