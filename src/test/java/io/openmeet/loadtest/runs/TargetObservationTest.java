package io.openmeet.loadtest.runs;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.net.httpserver.HttpServer;
import io.openmeet.loadtest.load.ErrorShare;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.load.RequestMeter;
import io.openmeet.loadtest.monitoring.MetricsScrape;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TargetObservationTest {
  private final MeasuredWindow window =
      new MeasuredWindow(Duration.ofSeconds(30), new ErrorShare(0.5), new RequestMeter());
  private final CountDownLatch scrapes = new CountDownLatch(3);
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** Whatever the target answers: only the window's own scrapes tell. */
  @Test
  void scrapesAgainAndAgainUntilTheRunIsOverThoughNoWindowWasAnnounced() throws Exception {
    server.createContext(
        "/metrics",
        exchange -> {
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
          scrapes.countDown();
        });
    URI metrics = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
    TargetObservation observation =
        new TargetObservation(
            List.of(new MetricsScrape(HttpClient.newHttpClient(), metrics)), window);

    CompletableFuture<Void> warmUp = observation.warmUp();
    scrapes.await();
    assertFalse(warmUp.isDone());

    observation.close();
    warmUp.get(30, TimeUnit.SECONDS);
  }
}
