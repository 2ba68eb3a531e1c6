package io.openmeet.loadtest.results;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.sla.SampleSize;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.statistics.Distribution;
import io.openmeet.loadtest.statistics.Histogram;
import io.openmeet.loadtest.statistics.NearestRank;
import io.openmeet.loadtest.statistics.Required;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a journey counted for a service level that the log does not show. A tally is raw material:
 * those of several injectors add up exactly, which percentiles, ratios and minima do not.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(Tally.AtOnce.class),
  @JsonSubTypes.Type(Tally.Share.class),
  @JsonSubTypes.Type(Tally.Times.class),
  @JsonSubTypes.Type(Tally.Visits.class)
})
public sealed interface Tally {

  /**
   * The value of a service level.
   *
   * @param sla whose percentile counts, for times and visits
   */
  Measured measured(Sla sla);

  /**
   * Both together.
   *
   * @throws IllegalArgumentException when the other counts something else
   */
  Tally plus(Tally other);

  /**
   * How many there were at once.
   *
   * @param seconds the mean of each second of the window; empty when the window was not over
   */
  record AtOnce(List<Double> seconds) implements Tally {
    /** Sums of whole nanoseconds: rounding keeps 999.9999999 from failing a limit of 1,000. */
    private static final double UNITS = 1e6;

    public AtOnce {
      Required.that(
          seconds != null && seconds.stream().allMatch(mean -> mean != null && mean >= 0),
          "tallies.seconds",
          "numbers of 0 or more",
          seconds);
      seconds = seconds.stream().map(mean -> Math.round(mean * UNITS) / UNITS).toList();
    }

    /** The lowest second. */
    @Override
    public Measured measured(Sla sla) {
      return seconds.isEmpty()
          ? new Measured.Missing("the run ended before the measured window closed")
          : new Measured.Value(Collections.min(seconds));
    }

    /** The sum of each second that both have. */
    @Override
    public AtOnce plus(Tally other) {
      List<Double> more = same(AtOnce.class, other).seconds;
      return new AtOnce(
          IntStream.range(0, Math.min(seconds.size(), more.size()))
              .mapToObj(second -> seconds.get(second) + more.get(second))
              .toList());
    }
  }

  /**
   * How many of the expected events were received.
   *
   * @param received 0 or more
   * @param expected 0 or more
   */
  record Share(long received, long expected) implements Tally {
    public Share {
      Required.that(received >= 0, "tallies.received", "a number of 0 or more", received);
      Required.that(expected >= 0, "tallies.expected", "a number of 0 or more", expected);
    }

    /** A ratio 0-1. */
    @Override
    public Measured measured(Sla sla) {
      return expected == 0
          ? new Measured.Missing("nothing was expected in the measured window")
          : new Measured.Value(Math.min(1, (double) received / expected));
    }

    @Override
    public Share plus(Tally other) {
      Share more = same(Share.class, other);
      return new Share(received + more.received, expected + more.expected);
    }
  }

  /**
   * Times of events.
   *
   * @param countByMs number of events by their time in milliseconds
   */
  record Times(SortedMap<Integer, Integer> countByMs) implements Tally {
    public Times {
      Required.that(
          countByMs != null
              && countByMs.entrySet().stream()
                  .allMatch(
                      time ->
                          time.getKey() >= 0 && Objects.requireNonNullElse(time.getValue(), 0) > 0),
          "tallies.countByMs",
          "counts above 0 by times of 0 or more",
          countByMs);
      countByMs = Collections.unmodifiableSortedMap(new TreeMap<>(countByMs));
    }

    public static Times of(Distribution samples) {
      SortedMap<Integer, Integer> countByMs = new TreeMap<>();
      samples.forEach(countByMs::put);
      return new Times(countByMs);
    }

    /** In milliseconds. */
    @Override
    public Measured measured(Sla sla) {
      if (countByMs.isEmpty()) {
        return new Measured.Missing("nothing was timed in the measured window");
      }
      Histogram samples = new Histogram();
      countByMs.forEach(samples::record);
      return new Measured.Value(samples.percentileMs(sla.percentile()));
    }

    @Override
    public Times plus(Tally other) {
      SortedMap<Integer, Integer> sum = new TreeMap<>(countByMs);
      for (Map.Entry<Integer, Integer> time : same(Times.class, other).countByMs.entrySet()) {
        sum.merge(time.getKey(), time.getValue(), Math::addExact);
      }
      return new Times(sum);
    }
  }

  /**
   * Values of visits to a page, such as the time until its largest content was painted.
   *
   * @param countByValue number of visits by their value, in the unit of the level: milliseconds or
   *     a score
   * @param withoutValue number of visits that reported none
   */
  record Visits(SortedMap<Double, Integer> countByValue, int withoutValue) implements Tally {
    private static final int MOST_VALUES = 100_000;

    public Visits {
      Required.that(
          countByValue != null
              && countByValue.size() <= MOST_VALUES
              && countByValue.entrySet().stream()
                  .allMatch(
                      value ->
                          isValue(value.getKey())
                              && Objects.requireNonNullElse(value.getValue(), 0) > 0),
          "tallies.countByValue",
          "counts above 0 by at most %d values of 0 or more".formatted(MOST_VALUES),
          countByValue);
      Required.that(withoutValue >= 0, "tallies.withoutValue", "0 or more", withoutValue);
      countByValue = Collections.unmodifiableSortedMap(new TreeMap<>(countByValue));
    }

    /**
     * @param visits the value of each, empty when it reported none; a value that cannot be, such as
     *     a negative one, is none
     */
    public static Visits of(Collection<OptionalDouble> visits) {
      SortedMap<Double, Integer> countByValue = new TreeMap<>();
      int withoutValue = 0;
      for (OptionalDouble visit : visits) {
        if (visit.isPresent() && isValue(visit.getAsDouble())) {
          countByValue.merge(visit.getAsDouble() + 0.0, 1, Math::addExact);
        } else {
          withoutValue++;
        }
      }
      return new Visits(countByValue, withoutValue);
    }

    private static boolean isValue(double value) {
      return value >= 0 && Double.isFinite(value);
    }

    /** All visits, with or without a value. */
    public long count() {
      return withValue() + withoutValue;
    }

    private long withValue() {
      return countByValue.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** One visit without a value may be the slowest of all: then there is no percentile. */
    @Override
    public Measured measured(Sla sla) {
      if (count() == 0) {
        return new Measured.Missing("no visit was made in the measured window");
      }
      if (withoutValue > 0) {
        return new Measured.Missing(
            "%s of %s visits reported no value"
                .formatted(NumberText.count(withoutValue), NumberText.count(count())));
      }
      OptionalDouble value = percentile(sla.percentile());
      return value.isPresent()
          ? new Measured.Value(value.getAsDouble())
          : new Measured.Missing(
              "%s visits, and P%s needs %s or more"
                  .formatted(
                      NumberText.count(count()),
                      NumberText.plain(sla.percentile()),
                      NumberText.count(SampleSize.needed(sla.percentile()))));
    }

    /**
     * The nearest rank of the visits with a value.
     *
     * @param percentile 0-100, exclusive
     * @return empty when too few visits have a value
     */
    public OptionalDouble percentile(double percentile) {
      long values = withValue();
      if (values < SampleSize.needed(percentile)) {
        return OptionalDouble.empty();
      }
      long rank = NearestRank.of(percentile, values);
      long passed = 0;
      for (Map.Entry<Double, Integer> value : countByValue.entrySet()) {
        passed += value.getValue();
        if (passed >= rank) {
          return OptionalDouble.of(value.getKey());
        }
      }
      throw new IllegalStateException("rank %d of %d values".formatted(rank, values));
    }

    @Override
    public Visits plus(Tally other) {
      Visits more = same(Visits.class, other);
      SortedMap<Double, Integer> sum = new TreeMap<>(countByValue);
      more.countByValue.forEach((value, count) -> sum.merge(value, count, Math::addExact));
      return new Visits(sum, Math.addExact(withoutValue, more.withoutValue));
    }
  }

  private static <T extends Tally> T same(Class<T> kind, Tally other) {
    if (!kind.isInstance(other)) {
      throw new IllegalArgumentException(
          "tallies: expected %s from every injector, found %s"
              .formatted(kind.getSimpleName(), other.getClass().getSimpleName()));
    }
    return kind.cast(other);
  }
}
