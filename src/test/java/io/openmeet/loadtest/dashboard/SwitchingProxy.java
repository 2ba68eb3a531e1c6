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
          boolean isUpdate = exchange.getRequestURI().getPath().equals("/dashboard.json");
          pass(exchange, isUpdate ? data.apply(updates.getAndIncrement()) : files);
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
      exchange
          .getResponseHeaders()
          .set(
              "Content-Security-Policy",
              headers.firstValue("Content-Security-Policy").orElseThrow());
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
