package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.openmeet.loadtest.simulationlog.LogReader;
import io.openmeet.loadtest.simulations.ApiSimulation;
import io.openmeet.loadtest.target.MetricsText;
import io.openmeet.loadtest.target.MetricsText.Sample;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
  private int dropped;

  @BeforeAll
  void watch(@TempDir Path results) throws Exception {
    run = ForkedSimulation.untilValid(results, this::watchOnce);
  }

  private ForkedSimulation.Result watchOnce(Path results) throws Exception {
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
      HangingReaders readers = HangingReaders.of(metrics);
      long droppedBy = System.nanoTime() + HANG.toNanos();
      while (injector.isAlive()) {
        scrape();
        if (System.nanoTime() > droppedBy) {
          dropped += readers.countDropped(injector);
        }
      }
    } finally {
      injector.destroyForcibly().waitFor();
    }
    return ForkedSimulation.waitFor(injector, output, results);
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
      // The run has ended, which the caller's loop notices.
    }
    TimeUnit.NANOSECONDS.sleep(PERIOD.toNanos());
  }

  private LoggedRequests logged() throws IOException {
    LoggedRequests logged = new LoggedRequests();
    LogReader.readAll(run.runFolder().resolve("simulation.log"), logged);
    return logged;
  }

  private MetricsText last() {
    return MetricsText.parse(scrapes.get(scrapes.size() - 1));
  }

  private static double sum(List<Sample> samples) {
    return samples.stream().mapToDouble(Sample::value).sum();
  }

  @Test
  void theLastScrapeEqualsTheLog() throws Exception {
    LoggedRequests logged = logged();
    MetricsText last = last();

    List<Sample> counts = last.samples("loadtest_requests_total");
    List<Sample> buckets = last.samples("loadtest_response_time_seconds_bucket");
    assertEquals(logged.requests(), sum(counts));
    assertTrue(sum(counts) >= 500, "the window's requests");
    assertAll(
        counts.stream()
            .map(sample -> () -> assertEquals(logged.count(sample), sample.value(), sample + "")));
    assertAll(
        buckets.stream()
            .map(sample -> () -> assertEquals(logged.upTo(sample), sample.value(), sample + "")));
    assertEquals(logged.users(), sum(last.samples("loadtest_active_users")));
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
            .map(text -> sum(text.samples("loadtest_requests_total")))
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
    assertEquals(HangingReaders.COUNT, dropped);
    assertEquals(0, run.exitCode(), run.output());
    assertEquals(List.of(), run.levelsNotMet());
  }

  @Test
  void promtoolFindsNoProblem(@TempDir Path folder) throws Exception {
    Path text = Files.writeString(folder.resolve("metrics.txt"), scrapes.get(scrapes.size() - 1));
    Path problems = folder.resolve("problems.txt");
    Process check = null;
    try {
      check =
          new ProcessBuilder("promtool", "check", "metrics")
              .redirectInput(text.toFile())
              .redirectErrorStream(true)
              .redirectOutput(problems.toFile())
              .start();
    } catch (IOException missing) {
      abort(
          "promtool is not installed, so the format was not checked; install it (Debian: apt-get install prometheus)");
    }
    assertEquals(0, check.waitFor(), Files.readString(problems));
    assertEquals("", Files.readString(problems));
  }
}
