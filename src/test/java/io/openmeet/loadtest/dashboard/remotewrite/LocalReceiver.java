package io.openmeet.loadtest.dashboard.remotewrite;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A receiver that answers as a test says: at first with the given codes, then with 204. */
final class LocalReceiver implements AutoCloseable {
  /** Instead of a code: no answer. */
  static final int SILENCE = 0;

  /** Instead of a code: a body that does not end. */
  static final int ENDLESS_BODY = -1;

  record Request(Headers headers, List<TimeSeries> series) {}

  final List<Request> requests = new CopyOnWriteArrayList<>();

  private final Queue<Integer> answers;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  LocalReceiver(Integer... answers) throws IOException {
    this.answers = new ConcurrentLinkedQueue<>(List.of(answers));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/api/v1/write", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:%d/api/v1/write".formatted(server.getAddress().getPort()));
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    requests.add(new Request(exchange.getRequestHeaders(), DecodedRequest.of(body)));
    int answer = answers.isEmpty() ? 204 : answers.poll();
    if (answer == SILENCE) {
      awaitClosed();
    } else if (answer == ENDLESS_BODY) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write('x');
      exchange.getResponseBody().flush();
      awaitClosed();
    } else if (answer == 204) {
      exchange.sendResponseHeaders(204, -1);
    } else {
      // A careless receiver repeats what it got.
      byte[] echo =
          exchange.getRequestHeaders().entrySet().toString().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer, echo.length);
      exchange.getResponseBody().write(echo);
    }
    exchange.close();
  }

  private void awaitClosed() {
    try {
      closed.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
