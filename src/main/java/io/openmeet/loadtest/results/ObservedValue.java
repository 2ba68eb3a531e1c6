package io.openmeet.loadtest.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.statistics.Required;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The JSON form of a {@link Measured}: {@code {"value": 1}}, {@code {"low": 20, "high": 50}},
 * {@code {"low": 5000}} for an interval without end, or {@code {"missing": "why"}}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ObservedValue(Double value, Double low, Double high, String missing) {
  ObservedValue {
    boolean isOneKind =
        Stream.of(value, low, missing).filter(Objects::nonNull).count() == 1
            && (high == null || low != null);
    Required.that(
        isOneKind,
        "observed",
        "a value, or low and high, or missing",
        "value %s, low %s, high %s, missing %s".formatted(value, low, high, missing));
  }

  static final class Writing extends StdConverter<Measured, ObservedValue> {
    @Override
    public ObservedValue convert(Measured measured) {
      if (measured instanceof Measured.Value exact) {
        return new ObservedValue(exact.value(), null, null, null);
      }
      if (measured instanceof Measured.Interval interval) {
        Double high = Double.isInfinite(interval.high()) ? null : interval.high();
        return new ObservedValue(null, interval.low(), high, null);
      }
      return new ObservedValue(null, null, null, ((Measured.Missing) measured).reason());
    }
  }

  static final class Reading extends StdConverter<ObservedValue, Measured> {
    @Override
    public Measured convert(ObservedValue observed) {
      if (observed.value != null) {
        return new Measured.Value(observed.value);
      }
      return observed.low != null
          ? new Measured.Interval(
              observed.low, observed.high == null ? Double.POSITIVE_INFINITY : observed.high)
          : new Measured.Missing(observed.missing);
    }
  }
}
