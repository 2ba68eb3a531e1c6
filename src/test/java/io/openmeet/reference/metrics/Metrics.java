package io.openmeet.reference.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The metrics of the API. Labels come from fixed sets: templates and names, never input. */
public final class Metrics {
  /** Histogram boundaries; the limits of the service levels (50, 200 and 500 ms) are among them. */
  private static final Duration[] BOUNDARIES = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private record Request(String route, String method, int status) {}

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ConcurrentMap<Request, Timer> requests = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Counter> sentBytes = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Timer> queries = new ConcurrentHashMap<>();
  private final List<Supplier<Future<Void>>> refreshes = new CopyOnWriteArrayList<>();
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final ProcessMetrics process = new ProcessMetrics();

  public Metrics() {
    registry.config().meterFilter(new LibraryMeters());
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    gc.bindTo(registry);
    process.bindTo(registry);
  }

  public Timer request(String route, String method, int status) {
    return requests.computeIfAbsent(
        new Request(route, method, status),
        key ->
            histogram("openmeet.http.requests")
                .description("HTTP requests, from arrival to the end of the answer")
                .tag("route", route)
                .tag("method", method)
                .tag("status", Integer.toString(status))
                .register(registry));
  }

  public Timer query(String name) {
    return queries.computeIfAbsent(
        name,
        key ->
            histogram("openmeet.database.query")
                .description("Database queries, from the request of a connection to the result")
                .tag("query", name)
                .register(registry));
  }

  public Counter cacheRequests(String result) {
    return Counter.builder("openmeet.cache.requests")
        .description("Look-ups in the response cache")
        .tag("result", result)
        .register(registry);
  }

  /** The time from the arrival of a live event until the socket has its acknowledgement. */
  public Timer websocketLatency() {
    return histogram("openmeet.websocket.latency")
        .description("Live events, from arrival to the acknowledgement handed to the socket")
        .register(registry);
  }

  /** Bodies of HTTP answers, as sent: after compression, without headers. */
  public Counter sentBytes(String route) {
    return sentBytes.computeIfAbsent(
        route,
        key ->
            Counter.builder("openmeet.http.sent.bytes")
                .description("Bytes of the bodies of HTTP answers, as sent")
                .tag("route", route)
                .register(registry));
  }

  public Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  public MeterRegistry registry() {
    return registry;
  }

  /** A histogram of fractions: Micrometer's counts them in whole numbers. */
  public Histogram histogram(String name, String description, double[] bounds, String... labels) {
    return Histogram.builder()
        .name(name)
        .help(description)
        .labelNames(labels)
        .classicOnly()
        .withoutExemplars()
        .classicUpperBounds(bounds)
        .register(registry.getPrometheusRegistry());
  }

  /**
   * Adds metrics that are read elsewhere.
   *
   * @param refresh reads them before each scrape; must succeed in bounded time
   */
  public void collect(MultiCollector collector, Supplier<Future<Void>> refresh) {
    registry.getPrometheusRegistry().register(collector);
    refreshes.add(refresh);
  }

  /** The text that Prometheus reads, with the values of now. */
  public Future<String> scrape() {
    return Future.all(refreshes.stream().map(Supplier::get).toList())
        .map(refreshed -> registry.scrape());
  }

  private static Timer.Builder histogram(String name) {
    return Timer.builder(name).serviceLevelObjectives(BOUNDARIES);
  }
}
