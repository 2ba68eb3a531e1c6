package io.openmeet.loadtest.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.openmeet.loadtest.load.ErrorShare;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.load.OpenWindow;
import io.openmeet.loadtest.load.RequestMeter;
import io.openmeet.loadtest.results.TargetWork;
import io.openmeet.loadtest.results.WorkIncrease;
import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.loadtest.sla.Bound;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.target.MetricsScrape;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TargetObservationIT {
  private final MeasuredWindow window =
      new MeasuredWindow(Duration.ofSeconds(30), new ErrorShare(0.5), new RequestMeter());
  private final CountDownLatch scrapes = new CountDownLatch(3);
  private InjectorShare share = InjectorShare.WHOLE;
  private HttpServer server;

  private TargetObservation observation(MeasuredWindow window) {
    URI metrics = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
    return new TargetObservation(
        List.of(new MetricsScrape(HttpClient.newHttpClient(), metrics)), window, share);
  }

  /** Its first scrapes fail, as many as given; then each scrape adds 10 hits and 5 misses. */
  private void failsAtFirst(int scrapes) {
    AtomicInteger scraped = new AtomicInteger();
    server.createContext(
        "/metrics",
        exchange -> {
          int number = scraped.incrementAndGet();
          byte[] text =
              "hits{result=\"hit\"} %d\nhits{result=\"miss\"} %d\n"
                  .formatted(number * 10, number * 5)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(number <= scrapes ? 503 : 200, text.length);
          exchange.getResponseBody().write(text);
          exchange.close();
        });
  }

  private Measured hitRatioOfAWindowThatOpensNow() {
    MeasuredWindow window =
        new MeasuredWindow(Duration.ofSeconds(5), new ErrorShare(0.5), new RequestMeter());
    TargetObservation observation = observation(window);
    OpenWindow.announce(window);
    return observation.measure(
        new Sla("c", "C", Measure.METRIC_HIT_RATIO, null, "hits", Bound.ABOVE, 0.5));
  }

  @Test
  void aScrapeThatFailsIsMadeAgain() {
    failsAtFirst(1);

    assertEquals(new Measured.Value(2 / 3.0), hitRatioOfAWindowThatOpensNow());
  }

  /** Three attempts, a second each. */
  @Test
  void whatWasCountedSinceLongAfterTheWindowsOpeningIsNoValue() {
    failsAtFirst(3);

    String why = ((Measured.Missing) hitRatioOfAWindowThatOpensNow()).reason();
    assertTrue(
        why.matches(
            "the target's /metrics could not be read: its first answer came \\d\\.\\d s after the window opened, expected 2\\.0 s at most"),
        why);
  }

  /**
   * The server makes 3 statements for each request. Ten requests are answered before it counts them
   * for a scrape, and ten while it sends the scrape. The last scrape fails once, and 500 requests
   * come before it is made again.
   */
  @Test
  void theWorkForARequestDoesNotDependOnWhenTheScrapesAreMade() {
    RequestMeter meter = new RequestMeter();
    MeasuredWindow window = new MeasuredWindow(Duration.ofSeconds(1), new ErrorShare(0.5), meter);
    AtomicInteger scraped = new AtomicInteger();
    AtomicInteger answered = new AtomicInteger();
    server.createContext(
        "/metrics",
        exchange -> {
          boolean fails = scraped.incrementAndGet() == 2;
          OpenWindow.answer(meter, fails ? 500 : 10);
          byte[] text =
              "# TYPE statements counter\nstatements_total %d\n"
                  .formatted(3 * answered.addAndGet(fails ? 500 : 10))
                  .getBytes(StandardCharsets.UTF_8);
          OpenWindow.answer(meter, 10);
          answered.addAndGet(10);
          exchange.sendResponseHeaders(fails ? 503 : 200, text.length);
          exchange.getResponseBody().write(text);
          exchange.close();
        });
    TargetObservation observation = observation(window);
    OpenWindow.announce(window);

    Sla level =
        new Sla("s", "S", Measure.METRIC_PER_REQUEST, null, "statements_total", Bound.BELOW, 4.0);
    assertEquals(new Measured.Value(3), observation.measure(level));
    assertEquals(
        TargetWork.of(530, List.of(new WorkIncrease("statements_total", Map.of(), 1590))),
        observation.work());
  }

  /** Other injectors use the same target: its counters say nothing about this one's requests. */
  @Test
  void oneOfSeveralInjectorsDoesNotKnowTheWorkForItsRequests() {
    share = new InjectorShare(1, 2);

    assertEquals(
        new Measured.Missing("known only when the parts are merged"),
        observation(window)
            .measure(
                new Sla("s", "S", Measure.METRIC_PER_REQUEST, null, "hits", Bound.BELOW, 4.0)));
  }

  @Test
  void aTargetWithoutMetricsHasNoFiguresAndIsNotAsked() throws Exception {
    TargetObservation observation = new TargetObservation(List.of(), window, share);
    OpenWindow.announce(window);

    observation.warmUp().get(30, TimeUnit.SECONDS);
    assertEquals(
        new Measured.Missing("the target has no metrics (-Dtarget.metrics=none)"),
        observation.measure(
            new Sla("s", "S", Measure.METRIC_HIT_RATIO, null, "hits", Bound.ABOVE, 0.5)));
    observation.close();
  }

  @Test
  void theWorkIsNotKnownBeforeTheWindowIsOver() {
    assertEquals(
        TargetWork.unknown("the run ended before its measured window did"),
        observation(window).work());
  }

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** The target's answers do not matter here: only the window's own scrapes count. */
  @Test
  void scrapesAgainAndAgainUntilTheRunIsOverThoughNoWindowWasAnnounced() throws Exception {
    server.createContext(
        "/metrics",
        exchange -> {
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
          scrapes.countDown();
        });
    TargetObservation observation = observation(window);

    CompletableFuture<Void> warmUp = observation.warmUp();
    scrapes.await();
    assertFalse(warmUp.isDone());

    observation.close();
    warmUp.get(30, TimeUnit.SECONDS);
  }
}
