package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.injector.InjectorHealth.InjectorSecond;
import io.openmeet.loadtest.statistics.Second;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Combines seconds to points for the charts of a long window. Percentiles cannot be averaged, so a
 * point has the highest of its seconds; the same holds for users, requests in flight and the
 * injector's load. Throughput is the mean, errors and garbage collection are the sum.
 */
final class ChartPoints {
  private ChartPoints() {}

  /**
   * @param perPoint how many seconds make a point; with 1 nothing changes
   */
  static List<Second> of(List<Second> seconds, int perPoint) {
    return perPoint == 1 ? seconds : chunks(seconds, perPoint).map(ChartPoints::point).toList();
  }

  static List<InjectorSecond> ofInjector(List<InjectorSecond> seconds, int perPoint) {
    return perPoint == 1
        ? seconds
        : chunks(seconds, perPoint).map(ChartPoints::injectorPoint).toList();
  }

  private static <T> Stream<List<T>> chunks(List<T> all, int size) {
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      chunks.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return chunks.stream();
  }

  private static Second point(List<Second> seconds) {
    return new Second(
        seconds.get(0).startMs(),
        Math.round(seconds.stream().mapToLong(Second::started).average().orElse(0)),
        Math.round(seconds.stream().mapToLong(Second::completed).average().orElse(0)),
        seconds.stream().mapToLong(Second::errors).sum(),
        most(seconds, Second::usersAlive),
        most(seconds, Second::inFlight),
        join(seconds, Second::p50Ms, Math::max),
        join(seconds, Second::p95Ms, Math::max),
        join(seconds, Second::p99Ms, Math::max));
  }

  private static InjectorSecond injectorPoint(List<InjectorSecond> seconds) {
    return new InjectorSecond(
        seconds.get(0).startMs(),
        join(seconds, InjectorSecond::lagMaxMs, Math::max),
        join(seconds, InjectorSecond::gcMs, Double::sum),
        join(seconds, InjectorSecond::processCpuRatio, Math::max),
        join(seconds, InjectorSecond::machineCpuRatio, Math::max),
        join(seconds, InjectorSecond::heapUsedBytes, Math::max));
  }

  private static long most(Collection<Second> seconds, ToLongFunction<Second> figure) {
    return seconds.stream().mapToLong(figure).max().orElse(0);
  }

  /** Null when all seconds lack the figure. */
  private static <T, N> N join(
      Collection<T> seconds, Function<T, N> figure, BinaryOperator<N> two) {
    return seconds.stream().map(figure).filter(Objects::nonNull).reduce(two).orElse(null);
  }
}
