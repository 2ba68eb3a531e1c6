package io.openmeet.loadtest.integration;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server whose behaviour is known in advance, so that tests can check what a run reports about
 * it. It answers {@code GET /known} when and how its {@link Behaviour} says, and claims in its
 * metrics to make {@value #FINDS} and {@value #COUNTS} statements for each of these requests.
 */
final class KnownServer implements AutoCloseable {

  static final int FINDS = 2;
  static final int COUNTS = 1;

  /** What happens to a request. */
  enum Fate {
    ANSWERED,

    /** The server accepts it and never answers. */
    LEFT_WAITING,

    /** The server resets its connection. */
    RESET,

    /** The server stops listening and resets all connections, including this one. */
    SERVER_CLOSED
  }

  /** How one request is answered, if it is answered. */
  record Answer(Fate fate, int status, long delayMs) {
    static final Answer AT_ONCE = new Answer(200, 0);

    Answer(int status, long delayMs) {
      this(Fate.ANSWERED, status, delayMs);
    }

    /** No answer: something else happens to the request. */
    static Answer none(Fate fate) {
      return new Answer(fate, 0, 0);
    }
  }

  /** Decides by the request's number, from 1, and the seconds since the first request. */
  @FunctionalInterface
  interface Behaviour {
    Answer to(long number, double seconds);
  }

  /** An answer that the server delayed: since when, and for how long. */
  private record Held(Instant since, long nanos) {}

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong requests = new AtomicLong();
  private final String scheme;
  private final Behaviour behaviour;
  private final HttpServer server;
  private final Queue<Held> held = new ConcurrentLinkedQueue<>();
  private volatile long firstNanos;

  KnownServer(Behaviour behaviour) {
    this("http", options(), behaviour);
  }

  private KnownServer(String scheme, HttpServerOptions options, Behaviour behaviour) {
    this.scheme = scheme;
    this.behaviour = behaviour;
    this.server =
        vertx.createHttpServer(options).requestHandler(this::handle).listen(0, "127.0.0.1").await();
  }

  /**
   * A server that speaks TLS.
   *
   * @param store a PKCS #12 file with its key and certificate
   */
  static KnownServer secure(Path store, String password, Behaviour behaviour) {
    PfxOptions key = new PfxOptions().setPath(store.toString()).setPassword(password);
    return new KnownServer("https", options().setSsl(true).setKeyCertOptions(key), behaviour);
  }

  /** A closed connection is reset, and many connections may open at once. */
  private static HttpServerOptions options() {
    return new HttpServerOptions().setSoLinger(0).setAcceptBacklog(4096);
  }

  private void handle(HttpServerRequest request) {
    switch (request.path()) {
      case "/health", "/auth/login" -> request.response().end("{}");
      case "/known" -> answer(request);
      case "/metrics" -> request.response().end(metrics());
      default -> request.response().setStatusCode(404).end();
    }
  }

  private String metrics() {
    return """
        # TYPE statements_total counter
        statements_total{query="find"} %d
        statements_total{query="count"} %d
        # TYPE statements_open gauge
        statements_open %1$d
        """
        .formatted(FINDS * requests(), COUNTS * requests());
  }

  private void answer(HttpServerRequest request) {
    long number = requests.incrementAndGet();
    long now = System.nanoTime();
    if (number == 1) {
      firstNanos = now;
    }
    Answer answer = behaviour.to(number, (now - firstNanos) / (double) TimeUnit.SECONDS.toNanos(1));
    switch (answer.fate()) {
      case ANSWERED -> send(request.response(), answer, now);
      case LEFT_WAITING -> {}
      case RESET -> request.connection().close();
      case SERVER_CLOSED -> server.close();
    }
  }

  private void send(HttpServerResponse response, Answer answer, long receivedNanos) {
    response.setStatusCode(answer.status());
    if (answer.delayMs() == 0) {
      response.end();
    } else {
      Instant since = Instant.now();
      vertx.setTimer(
          answer.delayMs(),
          timer -> {
            held.add(new Held(since, System.nanoTime() - receivedNanos));
            response.end();
          });
    }
  }

  String baseUrl() {
    return scheme + "://127.0.0.1:" + server.actualPort();
  }

  /** Requests to {@code /known} so far. */
  long requests() {
    return requests.get();
  }

  /**
   * How long the server held delayed answers, by its own clock. On a busy machine it holds them
   * longer than planned.
   *
   * @param from earlier requests do not count, because they belong to a warm-up
   * @param percentile above 0, up to 100; nearest rank
   */
  double heldMs(Instant from, int percentile) {
    List<Long> sorted =
        held.stream()
            .filter(answer -> !answer.since().isBefore(from))
            .map(Held::nanos)
            .sorted()
            .toList();
    long nanos = sorted.get((sorted.size() * percentile + 99) / 100 - 1);
    return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
