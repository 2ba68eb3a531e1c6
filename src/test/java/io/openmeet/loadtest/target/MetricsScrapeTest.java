package io.openmeet.loadtest.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openmeet.loadtest.target.MetricsText.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MetricsScrapeTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(10);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch testOver = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    testOver.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void readsWhatTheTargetAnswers() throws Exception {
    server.createContext("/metrics", exchange -> answer(exchange, 200, "m{city=\"Zürich\"} 7\n"));
    assertEquals(
        List.of(new Sample(Map.of("city", "Zürich"), 7)), scrape(LONG).fetch().samples("m"));
  }

  @Test
  void failsWithTheStatusThatTheTargetAnswers() {
    server.createContext("/metrics", exchange -> answer(exchange, 500, "m 7\n"));
    assertEquals("it answered 500", failure(LONG));
  }

  @Test
  void doesNotFollowARedirect() {
    AtomicInteger followed = new AtomicInteger();
    server.createContext(
        "/metrics",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          answer(exchange, 302, "");
        });
    server.createContext(
        "/elsewhere",
        exchange -> {
          followed.incrementAndGet();
          answer(exchange, 200, "m 7\n");
        });
    assertEquals("it answered 302", failure(LONG));
    assertEquals(0, followed.get());
  }

  @Test
  void readsEightMegabytesAndNoMore() throws Exception {
    String line = "m 7" + " ".repeat(1020) + "\n";
    String eight = line.repeat(8 * 1024);
    server.createContext("/metrics", exchange -> answer(exchange, 200, eight));
    assertEquals(8 * 1024, scrape(LONG).fetch().samples("m").size());
    server.removeContext("/metrics");
    server.createContext("/metrics", exchange -> answer(exchange, 200, eight + "\n"));
    assertEquals("its metrics are longer than 8388608 bytes", failure(LONG));
  }

  @Test
  void doesNotWaitForAnAnswerThatDoesNotCome() {
    server.createContext("/metrics", exchange -> waitForEnd());
    assertTimesOut();
  }

  @Test
  void doesNotWaitForAnAnswerThatDoesNotEnd() {
    server.createContext(
        "/metrics",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("m 7\n".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          waitForEnd();
        });
    assertTimesOut();
  }

  @Test
  void failsWhenNobodyListens() {
    server.stop(0);
    assertEquals("it cannot be reached", failure(LONG));
  }

  private void assertTimesOut() {
    long start = System.nanoTime();
    assertEquals("it did not answer within 0.3 s", failure(SHORT));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(SHORT) >= 0 && took.compareTo(LONG) < 0, took::toString);
  }

  private void waitForEnd() {
    try {
      testOver.await();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (var body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  private String failure(Duration timeout) {
    return assertThrows(IOException.class, () -> scrape(timeout).fetch()).getMessage();
  }

  private MetricsScrape scrape(Duration timeout) {
    URI metrics =
        URI.create("http://127.0.0.1:%d/metrics".formatted(server.getAddress().getPort()));
    HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    return new MetricsScrape(client, metrics, timeout);
  }
}
