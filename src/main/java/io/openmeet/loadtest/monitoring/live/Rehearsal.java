package io.openmeet.loadtest.monitoring.live;

import io.openmeet.loadtest.monitoring.InjectorMonitor;
import io.openmeet.loadtest.monitoring.InjectorPulse;
import io.openmeet.loadtest.monitoring.MetricsText;
import io.openmeet.loadtest.results.Window;
import io.openmeet.loadtest.sla.Sla;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Does the live view's work on made-up runs before the measured window opens: what the JVM's
 * compilers have to do for it is done then, and not in the window, where it would be most of what
 * the live view costs.
 *
 * <p>It is for long warm-ups, and late in them: the injector's own code is to be compiled first, so
 * that what both use is not prepared for the live view's way of using it. In a short warm-up the
 * compilers have no time to spare.
 *
 * <p>They are several short runs because the compilers take what happened only before they began to
 * look, such as a log's first record, for something that never happens; when it does, in the run
 * itself, what was compiled is thrown away. There are pauses between them because compilers that
 * have much to do leave for later what is not run as often as the rest.
 */
final class Rehearsal {
  static final int RUNS = 16;
  static final String THREAD = "live view's rehearsal";

  /** So long before the window opens it begins; a warm-up that has less left goes without. */
  static final long BEFORE_WINDOW_MS = 25_000;

  private static final int WARM_UP_SECONDS = 4;
  private static final int WINDOW_SECONDS = 10;
  private static final int PAGE_LOOKS_BACK_SECONDS = 5;
  private static final long PAUSE_MS = 250;
  private static final long LONGEST_MS = 20_000;

  /** What Prometheus asks for, by its version 2.42, and what a page does. */
  private static final Map<String, String> SCRAPER =
      Map.of(
          "Accept",
          "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
          "Accept-Encoding",
          "gzip",
          "X-Prometheus-Scrape-Timeout-Seconds",
          "1");

  private static final Map<String, String> PAGE =
      Map.of("Accept", "*/*", "Accept-Encoding", "gzip, deflate, br", "Sec-Fetch-Mode", "cors");

  private final List<Sla> slas;
  private volatile int performed;

  /**
   * @param slas the run's levels
   */
  Rehearsal(List<Sla> slas) {
    this.slas = slas;
  }

  /** Begins when it is time to, if there is time; returns at once. */
  void planBefore(Window window) {
    long waitMs = window.startMs() - BEFORE_WINDOW_MS - System.currentTimeMillis();
    if (waitMs < 0) {
      return;
    }
    Thread thread = new Thread(() -> performAfter(waitMs), THREAD);
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }

  private void performAfter(long waitMs) {
    try {
      TimeUnit.MILLISECONDS.sleep(waitMs);
      perform();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | LinkageError failed) {
      // The run is watched at a higher cost then, and nothing else.
    }
  }

  private void perform() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_MS);
    LivePages pages = new LivePages(new Readers());
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (InjectorPulse pulse = new InjectorPulse();
        LiveServer server = new LiveServer(anyPort, pages, new OwnHosts(Optional.empty()))) {
      while (performed < RUNS && System.nanoTime() < deadline) {
        performRun(pages, pulse, "http://127.0.0.1:" + server.port());
        performed++;
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      }
    }
  }

  private void performRun(LivePages pages, InjectorPulse pulse, String address) throws IOException {
    long startMs = System.currentTimeMillis();
    long windowStartMs = startMs + TimeUnit.SECONDS.toMillis(WARM_UP_SECONDS);
    long windowEndMs = windowStartMs + TimeUnit.SECONDS.toMillis(WINDOW_SECONDS);
    RunSoFar soFar = new RunSoFar(madeUpRun(), startMs, new InjectorMonitor(), () -> 0);
    soFar.windowKnown(new Window(windowStartMs, windowEndMs));
    RehearsalLog log = new RehearsalLog(startMs, soFar.visitor());
    for (long atMs = startMs; atMs < windowEndMs; ) {
      log.nextSecond(atMs >= windowStartMs);
      atMs += TimeUnit.SECONDS.toMillis(1);
      pages.show(soFar.view(atMs, pulse.read(), Map.of(), Optional.empty()));
      long second = TimeUnit.MILLISECONDS.toSeconds(atMs);
      read(address + "/live.json?from=" + (second - PAGE_LOOKS_BACK_SECONDS), PAGE);
      String metrics = read(address + LivePages.METRICS, SCRAPER);
      MetricsText.parse(metrics).samples("loadtest_response_time_seconds_bucket");
    }
  }

  private LiveRun madeUpRun() {
    return new LiveRun(
        "Rehearsal",
        "",
        "",
        slas,
        Optional.empty(),
        OptionalDouble.of(RehearsalLog.REQUESTS_PER_SECOND),
        Set.of(),
        List.of());
  }

  private static String read(String address, Map<String, String> headers) throws IOException {
    URLConnection connection = URI.create(address).toURL().openConnection(Proxy.NO_PROXY);
    headers.forEach(connection::setRequestProperty);
    try (InputStream body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** How many runs were performed, of {@value #RUNS}. */
  int performed() {
    return performed;
  }
}
