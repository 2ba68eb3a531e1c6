package io.openmeet.loadtest.dashboard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Serves a run's dashboard with the JDK's own server. The run has priority over readers: their
 * number is limited, each has a thread of low priority, and slow readers are disconnected.
 */
final class DashboardServer implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 32;

  /** Longer than the readers' period, so that their threads are reused. */
  private static final int IDLE_SECONDS = 20;

  /**
   * The JDK's server reads these once for the whole JVM, when the first server is created; nothing
   * else in an injector creates one. A value from the command line stays.
   */
  private static final Map<String, String> BOUNDS =
      Map.of(
          "jdk.httpserver.maxConnections", String.valueOf(MOST_CONNECTIONS),
          "sun.net.httpserver.maxReqTime", "5",
          "sun.net.httpserver.maxRspTime", "5",
          "sun.net.httpserver.idleInterval", "20",
          "sun.net.httpserver.maxReqHeaders", "50",
          "sun.net.httpserver.maxReqHeaderSize", "16384",
          "sun.net.httpserver.nodelay", "true");

  private static final List<Map.Entry<String, String>> SECURITY_HEADERS =
      List.of(
          Map.entry(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
          Map.entry("X-Content-Type-Options", "nosniff"),
          Map.entry("Cross-Origin-Resource-Policy", "same-origin"),
          Map.entry("Referrer-Policy", "no-referrer"),
          Map.entry("Cache-Control", "no-store"));

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final DashboardPages pages;
  private final AllowedHosts hosts;

  /**
   * Binds and starts to serve.
   *
   * @throws IOException when the address is not available
   */
  DashboardServer(InetSocketAddress address, DashboardPages pages, AllowedHosts hosts)
      throws IOException {
    BOUNDS.forEach(
        (key, value) -> {
          if (System.getProperty(key) == null) {
            System.setProperty(key, value);
          }
        });
    this.pages = pages;
    this.hosts = hosts;
    server = HttpServer.create(address, MOST_CONNECTIONS);
    // Enough for all open connections and as many just closed: no reader waits for a slow one.
    threads =
        new ThreadPoolExecutor(
            0,
            2 * MOST_CONNECTIONS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            DashboardServer::backgroundThread);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    // The server's dispatcher is a daemon only if the thread that starts it is one.
    Thread starter = backgroundThread(server::start);
    starter.start();
    try {
      starter.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread backgroundThread(Runnable task) {
    Thread thread = new Thread(task, "dashboard's readers");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Answer answer;
    try (exchange) {
      answer = answer(exchange);
      Headers headers = exchange.getResponseHeaders();
      SECURITY_HEADERS.forEach(header -> headers.set(header.getKey(), header.getValue()));
      headers.set("Content-Type", answer.contentType());
      int length = answer.body().length;
      if (length == 0 || exchange.getRequestMethod().equals("HEAD")) {
        headers.set("Content-Length", String.valueOf(length));
        // This server reads -1 as no body, and 0 as a body of unknown length.
        exchange.sendResponseHeaders(answer.status(), -1);
      } else {
        exchange.sendResponseHeaders(answer.status(), length);
        exchange.getResponseBody().write(answer.body());
      }
    }
    answer.whenSent().run();
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    if (!hosts.allows(headers.getFirst("Host"))) {
      return Answer.text(
          403,
          "This host name is not allowed; use the IP address, or allow the name with -Dmetrics.allowHost.");
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Answer.text(405, "Method not allowed; expected GET or HEAD.");
    }
    try {
      return pages.get(
          exchange.getRequestURI().getPath(),
          exchange.getRequestURI().getRawQuery(),
          headers.getFirst("Accept"));
    } catch (RuntimeException mistake) {
      return Answer.text(500, "The dashboard cannot be shown: " + mistake);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
