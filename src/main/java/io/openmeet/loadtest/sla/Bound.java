package io.openmeet.loadtest.sla;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The side of the limit on which a value must be. */
public enum Bound {
  BELOW("<"),
  ABOVE(">"),
  AT_LEAST(">=");

  private final String sign;

  Bound(String sign) {
    this.sign = sign;
  }

  @JsonCreator
  static Bound signed(String sign) {
    return Arrays.stream(values())
        .filter(bound -> bound.sign.equals(sign))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "bound: expected one of %s, found \"%s\""
                        .formatted(
                            Arrays.stream(values())
                                .map(Bound::sign)
                                .collect(Collectors.joining(", ")),
                            sign)));
  }

  /** As written in slas.json and in reports. */
  @JsonValue
  public String sign() {
    return sign;
  }

  /** A limit for people, such as {@code < 200 ms}. */
  public String text(double limit, Unit unit) {
    return sign + " " + unit.text(limit);
  }

  /** Whether the value is on the right side. */
  public boolean holds(double value, double limit) {
    return switch (this) {
      case BELOW -> value < limit;
      case ABOVE -> value > limit;
      case AT_LEAST -> value >= limit;
    };
  }
}
