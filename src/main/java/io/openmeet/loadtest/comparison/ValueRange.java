package io.openmeet.loadtest.comparison;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;

/**
 * A value, or the range of a histogram's bucket in which the value lies.
 *
 * @param low equal to {@code high} when the value is exact; otherwise the value is above it
 * @param high the value is at or below it; infinite for a histogram's last bucket, which is null in
 *     files
 */
public record ValueRange(
    double low, @JsonSerialize(converter = ValueRange.EndOrNull.class) double high) {

  /** JSON has no infinite number. */
  static final class EndOrNull extends StdConverter<Double, Double> {
    @Override
    public Double convert(Double end) {
      return end.isInfinite() ? null : end;
    }
  }

  public static ValueRange exact(double value) {
    return new ValueRange(value, value);
  }

  @JsonIgnore
  public boolean isExact() {
    return low == high;
  }

  /** 1 when this is certainly above the other, -1 when it is certainly below, 0 otherwise. */
  int order(ValueRange other) {
    if (isExact() && other.isExact()) {
      return Double.compare(low, other.low);
    }
    return low >= other.high ? 1 : high <= other.low ? -1 : 0;
  }
}
