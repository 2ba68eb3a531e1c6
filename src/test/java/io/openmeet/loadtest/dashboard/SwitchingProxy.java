package io.openmeet.loadtest.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** A proxy between the browser and the runs; the test chooses the run behind it at each update. */
final class SwitchingProxy implements AutoCloseable {
  /** The page in two frames; after some updates it shows by how much it is wider than they are. */
  static final String FRAMED = "/framed";

  private static final String FRAMES =
      """
      <!DOCTYPE html><body><iframe src="/" style="border:0;width:390px;height:900px"></iframe>
      <iframe src="/" style="border:0;width:1600px;height:900px"></iframe><pre></pre><script>
      const beyond = (frame) => {
        const page = frame.contentDocument.documentElement;
        if (page.dataset.ready !== 'true' || frame.contentDocument.querySelectorAll('canvas').length !== 6) return 'not drawn';
        return frame.offsetWidth + ': ' + (page.scrollWidth - page.clientWidth) + ' beyond';
      };
      setTimeout(() => document.querySelector('pre').textContent =
        [...document.querySelectorAll('iframe')].map(beyond).join(', '), 5000);
      </script>
      """;

  private final HttpServer server;
  private final AtomicInteger updates = new AtomicInteger();

  /**
   * @param files the run whose page is shown
   * @param data the run that answers the page's n-th update, counted from 0; null: no answer
   */
  SwitchingProxy(GrowingRun files, IntFunction<GrowingRun> data) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          switch (exchange.getRequestURI().getPath()) {
            case FRAMED -> send(exchange, 200, "text/html", FRAMES);
            case "/dashboard.json" -> pass(exchange, data.apply(updates.getAndIncrement()));
            default -> pass(exchange, files);
          }
        });
    server.start();
  }

  private static void pass(HttpExchange exchange, GrowingRun run) throws IOException {
    if (run == null) {
      exchange.close();
      return;
    }
    try {
      HttpResponse<String> answer = run.get(exchange.getRequestURI().toString());
      var headers = answer.headers();
      String policy = headers.firstValue("Content-Security-Policy").orElseThrow();
      exchange
          .getResponseHeaders()
          .set("Content-Security-Policy", policy.replace("frame-ancestors 'none'", ""));
      String type = headers.firstValue("Content-Type").orElseThrow();
      send(exchange, answer.statusCode(), type, answer.body());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  int updates() {
    return updates.get();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
