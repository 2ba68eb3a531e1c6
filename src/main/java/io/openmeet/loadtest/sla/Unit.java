package io.openmeet.loadtest.sla;

import com.fasterxml.jackson.annotation.JsonValue;

/** The unit of a measure's limits and values. */
public enum Unit {
  MILLISECONDS("ms"),
  /** From 0 to 1 in files; people see percent. */
  RATIO("ratio"),
  REQUESTS_PER_SECOND("requests/s"),
  /** Users, connections or requests at the same time. */
  AT_ONCE("at once"),
  /** Work of the target for a request, in the unit of the metric that counts it. */
  PER_REQUEST("per request"),
  /** A number without a unit, from 0 on, such as how far the content of a page moved. */
  SCORE("score"),
  /** A size. */
  BYTES("bytes");

  private static final int LEAST_DECIMALS_OF_PERCENT = 2;

  private final String label;

  Unit(String label) {
    this.label = label;
  }

  /** The name in files. */
  @JsonValue
  public String label() {
    return label;
  }

  /** A value or a limit for people, with the unit. */
  public String text(double value) {
    return text(value, decimals(value));
  }

  /**
   * A value for people, with more decimals if it would otherwise look like another value that it
   * does not equal: 1.004 % is not below 1.00 %.
   */
  public String textApartFrom(double value, double other) {
    int least = Math.max(decimals(value), decimals(other));
    int decimals = NumberText.decimalsApart(shown(value), shown(other), least);
    return decimals == least ? text(value) : text(value, decimals);
  }

  /** Both ends of a range for people, with the unit: {@code 187 to 214 ms}. */
  public String rangeText(double low, double high) {
    return withSymbol(rangeNumbers(low, high));
  }

  /** Both ends of a range for people, beside a value that has the unit: {@code 187 to 214}. */
  public String rangeNumbers(double low, double high) {
    return number(low, decimals(low)) + " to " + number(high, decimals(high));
  }

  private String text(double value, int decimals) {
    return withSymbol(number(value, decimals));
  }

  private String number(double value, int decimals) {
    return NumberText.text(shown(value), decimals);
  }

  private String withSymbol(String numbers) {
    return switch (this) {
      case RATIO -> numbers + " %";
      case SCORE -> numbers;
      default -> numbers + " " + label;
    };
  }

  /** Work for a request is often less than one statement or row, and a score less than 1. */
  private int decimalsOfAPart(double value) {
    return (this == PER_REQUEST || this == SCORE) && Math.abs(value) < 10 ? 2 : 1;
  }

  private double shown(double value) {
    return this == RATIO ? value * 100 : value;
  }

  private int decimals(double value) {
    return this == RATIO
        ? NumberText.decimalsOfPercent(value, LEAST_DECIMALS_OF_PERCENT)
        : NumberText.decimals(value, value == Math.rint(value) ? 0 : decimalsOfAPart(value));
  }
}
