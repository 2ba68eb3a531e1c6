package io.openmeet.loadtest.sla;

/**
 * What was measured for a service level, in the unit of its {@link Measure}: a value, the interval
 * it lies in, a value that cannot save the level, or nothing and why.
 */
public sealed interface Measured {

  /** Known exactly. */
  record Value(double value) implements Measured {}

  /** Known to lie above {@code low} and at or below {@code high}, which may be infinite. */
  record Interval(double low, double high) implements Measured {}

  /**
   * Known exactly, and yet the level is broken; the reason is a short clause for people, such as
   * {@code 12 arrivals were dropped}.
   */
  record Refuted(double value, String reason) implements Measured {}

  /** Not to be had; the reason is a sentence for people. */
  record Missing(String reason) implements Measured {}
}
