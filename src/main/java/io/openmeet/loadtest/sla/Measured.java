package io.openmeet.loadtest.sla;

import java.util.OptionalDouble;

/**
 * What was measured for a service level, in the unit of its {@link Measure}: a value, an interval,
 * a value of a level that is broken for another reason, or no value and the reason.
 */
public sealed interface Measured {

  /** An exact value. */
  record Value(double value) implements Measured {}

  /** The value is above {@code low} and at or below {@code high}, which may be infinite. */
  record Interval(double low, double high) implements Measured {}

  /**
   * An exact value, but the level is broken at any value; the reason is a short clause for people,
   * such as {@code 12 arrivals were dropped}.
   */
  record Refuted(double value, String reason) implements Measured {}

  /** No value; the reason is a sentence for people. */
  record Missing(String reason) implements Measured {}

  /** The exact value, also of a level that is broken at any value. */
  default OptionalDouble exact() {
    if (this instanceof Value exact) {
      return OptionalDouble.of(exact.value);
    }
    return this instanceof Refuted refuted
        ? OptionalDouble.of(refuted.value)
        : OptionalDouble.empty();
  }

  /** For people, such as {@code 142 ms}; differs from the text of the limit, unless equal to it. */
  default String text(Unit unit, double limit) {
    if (this instanceof Interval interval) {
      String low = unit.textApartFrom(interval.low, limit);
      return Double.isInfinite(interval.high)
          ? "above " + low
          : low + " to " + unit.textApartFrom(interval.high, limit);
    }
    return exact().isPresent() ? unit.textApartFrom(exact().getAsDouble(), limit) : "no data";
  }
}
