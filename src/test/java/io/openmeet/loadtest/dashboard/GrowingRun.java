package io.openmeet.loadtest.dashboard;

import io.openmeet.loadtest.injector.InjectorMonitor;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.settings.DashboardSettings;
import io.openmeet.loadtest.settings.RemoteWriteSettings;
import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogWriter;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import io.openmeet.loadtest.statistics.Window;
import io.openmeet.loadtest.target.MetricsText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A run whose log grows while the test watches it; its window opened 20 s ago. */
final class GrowingRun implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;
  private static final String WARMING_UP = "warming up: 1 requests/s";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  final List<String> console = new CopyOnWriteArrayList<>();
  final Path log;

  /** Arrivals of the window that were dropped so far. */
  volatile long dropped;

  final long windowStartMs = System.currentTimeMillis() - 20_000;
  private final Dashboard dashboard;
  private final LogWriter writer;
  private boolean over;

  GrowingRun(Path folder, Map<String, Measured> observed, String... slaIds) throws IOException {
    this(folder, "ApiSimulation", observed, slaIds);
  }

  /**
   * @param observed what the log does not contain
   */
  GrowingRun(Path folder, String simulation, Map<String, Measured> observed, String... slaIds)
      throws IOException {
    this(
        folder,
        simulation,
        new DashboardSettings(true, OptionalInt.of(0), Optional.empty(), List.of(), Duration.ZERO),
        Optional.empty(),
        observed,
        slaIds);
  }

  /** A run without a page, which sends its figures. */
  static GrowingRun sending(Path folder, RemoteWriteSettings remoteWrite, String... slaIds)
      throws IOException {
    return new GrowingRun(
        folder,
        "ApiSimulation",
        DashboardSettings.off(),
        Optional.of(remoteWrite),
        Map.of(),
        slaIds);
  }

  private GrowingRun(
      Path folder,
      String simulation,
      DashboardSettings settings,
      Optional<RemoteWriteSettings> remoteWrite,
      Map<String, Measured> observed,
      String... slaIds)
      throws IOException {
    log = Files.createTempDirectory(folder, "run-").resolve("simulation.log");
    dashboard = Dashboard.open(settings, remoteWrite, console::add);
    writer =
        new LogWriter(
            log,
            new LogHeader(
                "3.15.1",
                simulation,
                windowStartMs - 10_000,
                "",
                List.of("API", "Watch"),
                List.of()));
    List<Sla> slas = List.of(slaIds).stream().map(SlaBook.standard()::get).toList();
    dashboard.loadBegins(
        facts(simulation, slas),
        () -> Optional.of(log),
        new InjectorMonitor(),
        () -> WARMING_UP,
        () -> observed,
        () -> dropped);
    dashboard.windowKnown(new Window(windowStartMs, windowStartMs + 60_000));
  }

  static RunFacts facts(String simulation, List<Sla> slas) {
    return new RunFacts(
        simulation,
        "quick",
        List.of("3,000 requests/s", "injector 2/4"),
        "http://127.0.0.1:8080",
        "scorecard.html",
        slas,
        Optional.empty(),
        Set.of(),
        OptionalDouble.of(100),
        Set.of("Watch"),
        List.of(200.0, 3000.0, 4321.0));
  }

  /** One user with one request. */
  void visit(String request, long startsAfterMs, int ms, boolean ok) throws IOException {
    long start = windowStartMs + startsAfterMs;
    writer.user(0, true, start);
    writer.request(List.of(), request, start, start + ms, ok, ok ? "" : "found 503");
    writer.user(0, false, start + ms);
  }

  /** Users who arrive and stay. */
  void usersCome(int users, long afterMs) throws IOException {
    for (int i = 0; i < users; i++) {
      writer.user(0, true, windowStartMs + afterMs);
    }
  }

  /** The name of its folder. */
  String id() {
    return log.getParent().getFileName().toString();
  }

  void flush() throws IOException {
    writer.flush();
  }

  void over(FinalOutcome end) throws IOException {
    over = true;
    writer.close();
    dashboard.loadOver(end);
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + dashboard.port().orElseThrow() + path);
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  MetricsText metrics() throws Exception {
    return MetricsText.parse(get("/metrics").body());
  }

  /** The only sample of that name whose labels contain these, or NaN. */
  static double value(MetricsText metrics, String name, Map<String, String> labels) {
    return metrics.samples(name).stream()
        .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
        .mapToDouble(MetricsText.Sample::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Waits until the metrics fulfil the condition. */
  MetricsText await(Predicate<MetricsText> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    MetricsText metrics = metrics();
    while (!condition.test(metrics)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not in time: " + get("/metrics").body());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      metrics = metrics();
    }
    return metrics;
  }

  @Override
  public void close() throws IOException {
    if (!over) {
      over(new FinalOutcome(RunVerdict.INVALID, List.of("The test is over."), List.of(), ""));
    }
    dashboard.close();
  }
}
