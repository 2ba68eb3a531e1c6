package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.openmeet.loadtest.dashboard.LoggedRequests;
import io.openmeet.loadtest.simulationlog.LogReader;
import io.openmeet.loadtest.simulations.ApiSimulation;
import io.openmeet.loadtest.target.MetricsText;
import io.openmeet.loadtest.target.MetricsText.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Scrapes one run until it ends, while other readers hang. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchedRunIT {
  private static final int ATTEMPTS = 3;
  private static final int HANGING_EACH_WAY = 12;
  private static final int ANSWERS_NOT_READ = 200;

  /** Much longer than a reader may take, and much shorter than the run. */
  private static final Duration HANG = Duration.ofSeconds(8);

  private static final Duration PERIOD = Duration.ofMillis(250);
  private static final Pattern ADDRESS =
      Pattern.compile("Watch it live: http://127\\.0\\.0\\.1:(\\d+)/");

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private Process injector;
  private Path output;
  private URI metrics;
  private ForkedSimulation.Result run;
  private final List<String> scrapes = new ArrayList<>();
  private final List<Socket> halfAsked = new ArrayList<>();
  private final List<Socket> neverReading = new ArrayList<>();
  private int dropped;

  @BeforeAll
  void watch(@TempDir Path results) throws Exception {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      watchOnce(Files.createDirectory(results.resolve("attempt-" + attempt)));
      // Another program kept this machine busy: repeat the run, like the other smoke runs.
      if (run.lines("INVALID: ").isEmpty()) {
        return;
      }
    }
  }

  private void watchOnce(Path results) throws Exception {
    scrapes.clear();
    dropped = 0;
    output = Files.createTempFile(results, "output", ".txt");
    injector =
        ForkedSimulation.start(
            ForkedSimulation.command(
                ApiSimulation.class, results, Map.of("metrics.port", "0", "metrics.linger", "20")),
            output);
    try {
      metrics = URI.create("http://127.0.0.1:%s/metrics".formatted(port()));
      while (injector.isAlive() && scrapes.isEmpty()) {
        scrape();
      }
      hang();
      long patientUntil = System.nanoTime() + HANG.toNanos();
      while (injector.isAlive()) {
        scrape();
        if (System.nanoTime() > patientUntil) {
          countDropped();
        }
      }
    } finally {
      injector.destroyForcibly().waitFor();
    }
    run =
        new ForkedSimulation.Result(
            injector.exitValue(), Files.readString(output, StandardCharsets.UTF_8), results);
  }

  private String port() throws IOException {
    Matcher address = ADDRESS.matcher("");
    while (injector.isAlive() && !address.reset(Files.readString(output)).find()) {
      LockSupport.parkNanos(PERIOD.toNanos());
    }
    assertTrue(address.reset(Files.readString(output)).find(), Files.readString(output));
    return address.group(1);
  }

  private void scrape() throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(5)).build();
      String body = client.send(request, BodyHandlers.ofString()).body();
      if (!body.isEmpty()) {
        scrapes.add(body);
      }
    } catch (IOException over) {
      // the run has ended; the loop notices it
    }
    TimeUnit.NANOSECONDS.sleep(PERIOD.toNanos());
  }

  /** Some never finish their request, others never read their answers. */
  private void hang() throws IOException {
    byte[] half = "GET /metrics HTTP/1.1\r\nHost: local".getBytes(StandardCharsets.US_ASCII);
    byte[] whole =
        "GET /uPlot.iife.min.js HTTP/1.1\r\nHost: localhost\r\n\r\n"
            .repeat(ANSWERS_NOT_READ)
            .getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < HANGING_EACH_WAY; i++) {
      halfAsked.add(connected(half));
      neverReading.add(connected(whole));
    }
  }

  private Socket connected(byte[] request) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(1_000);
    socket.connect(new InetSocketAddress(metrics.getHost(), metrics.getPort()), 5_000);
    socket.getOutputStream().write(request);
    return socket;
  }

  /** Counts only while the run goes on, because its end closes all connections. */
  private void countDropped() {
    halfAsked.addAll(neverReading);
    for (Socket socket : halfAsked) {
      dropped += injector.isAlive() && isDropped(socket) ? 1 : 0;
    }
    halfAsked.clear();
    neverReading.clear();
  }

  /** Reads until the connection ends; if it stays open, the read times out. */
  private static boolean isDropped(Socket socket) {
    try (socket;
        InputStream in = socket.getInputStream()) {
      in.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private LoggedRequests logged() throws IOException {
    LoggedRequests logged = new LoggedRequests();
    LogReader.readAll(run.runFolder().resolve("simulation.log"), logged);
    return logged;
  }

  private MetricsText last() {
    return MetricsText.parse(scrapes.get(scrapes.size() - 1));
  }

  @Test
  void theLastScrapeEqualsTheLog() throws Exception {
    LoggedRequests logged = logged();
    MetricsText last = last();

    List<Sample> counts = last.samples("loadtest_requests_total");
    List<Sample> buckets = last.samples("loadtest_response_time_seconds_bucket");
    assertEquals(logged.requests(), counts.stream().mapToDouble(Sample::value).sum());
    assertTrue(counts.stream().mapToDouble(Sample::value).sum() >= 500, "the window's requests");
    assertAll(
        counts.stream()
            .map(sample -> () -> assertEquals(logged.count(sample), sample.value(), sample + "")));
    assertAll(
        buckets.stream()
            .map(sample -> () -> assertEquals(logged.upTo(sample), sample.value(), sample + "")));
    assertEquals(
        logged.users(),
        last.samples("loadtest_active_users").stream().mapToDouble(Sample::value).sum());
  }

  @Test
  void theLastScrapeHasTheVerdictsLevels() {
    List<String> states =
        last().samples("loadtest_sla_state").stream()
            .filter(sample -> sample.value() == 1)
            .map(sample -> sample.labels().get("sla") + " " + sample.labels().get("state"))
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "api-p95 met",
            "api-p99 met",
            "cache-hit-ratio met",
            "database-p95 met",
            "error-rate met",
            "throughput met"),
        states);
    assertEquals(1, last().samples("loadtest_run_progress_ratio").get(0).value());
  }

  @Test
  void countsOnlyGoUpAndSomeAreSeenBeforeTheEnd() {
    List<Double> totals =
        scrapes.stream()
            .map(MetricsText::parse)
            .map(
                text ->
                    text.samples("loadtest_requests_total").stream()
                        .mapToDouble(Sample::value)
                        .sum())
            .toList();
    assertEquals(totals.stream().sorted().toList(), totals);
    assertTrue(totals.stream().distinct().count() > 3, totals.toString());
    assertTrue(
        scrapes.stream()
            .map(MetricsText::parse)
            .anyMatch(
                text ->
                    text.samples("loadtest_window_open").get(0).value() == 1
                        && text.samples("loadtest_sla_state").stream()
                            .anyMatch(
                                sample ->
                                    sample.labels().get("state").equals("met")
                                        && sample.value() == 1)));
  }

  @Test
  void readersWhoHangAreDroppedAndDoNotDisturbTheRun() {
    assertEquals(2 * HANGING_EACH_WAY, dropped);
    assertEquals(0, run.exitCode(), run.output());
    assertEquals(List.of(), run.levelsNotMet());
  }

  @Test
  void promtoolFindsNothingToComplainOf(@TempDir Path folder) throws Exception {
    Path text = Files.writeString(folder.resolve("metrics.txt"), scrapes.get(scrapes.size() - 1));
    Path said = folder.resolve("said.txt");
    Process check = null;
    try {
      check =
          new ProcessBuilder("promtool", "check", "metrics")
              .redirectInput(text.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
    } catch (IOException missing) {
      abort(
          "promtool is not installed, so the format was not checked; install it (Debian: apt-get install prometheus)");
    }
    assertEquals(0, check.waitFor(), Files.readString(said));
    assertEquals("", Files.readString(said));
  }
}
