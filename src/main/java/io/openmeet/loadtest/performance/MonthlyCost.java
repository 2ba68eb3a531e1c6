package io.openmeet.loadtest.performance;

import io.openmeet.loadtest.performance.CostBook.Instance;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a service costs in a month of {@value #HOURS_PER_MONTH} hours. Each part of the service has
 * as many whole instances, at least one, as its CPU at the highest traffic needs; bandwidth is the
 * bytes of all requests.
 *
 * @param items by resource; one whose use was not measured is missing
 */
public record MonthlyCost(CostBook book, Map<Resource, Item> items) {
  /** A year of 365 days has 8,760 hours. */
  public static final int HOURS_PER_MONTH = 730;

  private static final double SECONDS_PER_HOUR = 3_600;
  private static final double BYTES_PER_GB = 1e9;
  private static final double MILLION = 1e6;

  /**
   * The cost of one resource.
   *
   * @param vcpus needed at the highest traffic; empty where CPU does not decide the cost
   * @param instances that are paid; 0 for bandwidth
   */
  public record Item(OptionalDouble vcpus, int instances, double usdPerMonth) {}

  public MonthlyCost {
    items = Collections.unmodifiableMap(new EnumMap<>(items));
  }

  /**
   * @param perRequest use for each request, in the unit of {@link Resource#metric}; a resource that
   *     was not measured is missing
   */
  public static MonthlyCost of(CostBook book, Map<Resource, Double> perRequest) {
    Map<Resource, Item> items = new EnumMap<>(Resource.class);
    for (Resource resource : Resource.values()) {
      if (resource.metric().isEmpty() || perRequest.containsKey(resource)) {
        items.put(resource, item(book, resource, perRequest.getOrDefault(resource, 0.0)));
      }
    }
    return new MonthlyCost(book, items);
  }

  private static Item item(CostBook book, Resource resource, double perRequest) {
    Optional<Instance> instance = resource.instance(book);
    if (instance.isEmpty()) {
      double gigabytes = perRequest * book.traffic().requestsPerMonth() / BYTES_PER_GB;
      return new Item(OptionalDouble.empty(), 0, gigabytes * book.prices().usdPerSentGb());
    }
    double vcpus = perRequest * peakPerSecond(book) / book.cpuRatioAtPeak();
    int instances = (int) Math.max(1, Math.ceil(vcpus / instance.get().vcpus()));
    return new Item(
        resource.metric().isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(vcpus),
        instances,
        instances * usdPerHour(book, instance.get()) * HOURS_PER_MONTH);
  }

  private static double usdPerHour(CostBook book, Instance instance) {
    return instance.vcpus() * book.prices().usdPerVcpuHour()
        + instance.memoryGb() * book.prices().usdPerMemoryGbHour();
  }

  /** The highest rate of the month, in requests/s. */
  public static double peakPerSecond(CostBook book) {
    return book.traffic().requestsPerMonth()
        / (HOURS_PER_MONTH * SECONDS_PER_HOUR)
        * book.traffic().peakToMeanRatio();
  }

  /** US dollars a month for a resource; empty if its use was not measured. */
  public OptionalDouble usdPerMonth(Resource resource) {
    Item item = items.get(resource);
    return item == null ? OptionalDouble.empty() : OptionalDouble.of(item.usdPerMonth());
  }

  /** US dollars a month for all resources; empty if the use of one was not measured. */
  public OptionalDouble usdPerMonth() {
    return Stream.of(Resource.values()).allMatch(items::containsKey)
        ? OptionalDouble.of(items.values().stream().mapToDouble(Item::usdPerMonth).sum())
        : OptionalDouble.empty();
  }

  /** US dollars for a million requests, from those for a month. */
  public double perMillionRequests(double usdPerMonth) {
    return usdPerMonth / (book.traffic().requestsPerMonth() / MILLION);
  }
}
