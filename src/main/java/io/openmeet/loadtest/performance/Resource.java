package io.openmeet.loadtest.performance;

import io.openmeet.loadtest.performance.CostBook.Instance;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a service pays for. */
public enum Resource {
  DATABASE("openmeet_database_cpu_seconds_total", CostBook.Instances::database),
  API("process_cpu_seconds_total", CostBook.Instances::api),
  /** Bytes sent to clients: the only resource without instances. */
  BANDWIDTH("openmeet_http_sent_bytes_total", null),
  CACHE("openmeet_cache_cpu_seconds_total", CostBook.Instances::cache),
  /** One instance, whatever the traffic is. */
  MONITORING(null, CostBook.Instances::monitoring);

  private final String metric;
  private final Function<CostBook.Instances, Instance> instance;

  Resource(String metric, Function<CostBook.Instances, Instance> instance) {
    this.metric = metric;
    this.instance = instance;
  }

  /** The name in reports. */
  public String label() {
    return this == API ? "API" : name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }

  /**
   * The counter of the target's metrics that shows the use: CPU seconds, or bytes for {@link
   * #BANDWIDTH}; empty when the use does not depend on requests.
   */
  public Optional<String> metric() {
    return Optional.ofNullable(metric);
  }

  /** Empty for {@link #BANDWIDTH}. */
  Optional<Instance> instance(CostBook book) {
    return Optional.ofNullable(instance).map(size -> size.apply(book.instances()));
  }
}
