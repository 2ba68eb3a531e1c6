package io.openmeet.reference.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one event loop. It limits their number, and the time for which a client may
 * keep the server waiting.
 */
final class Connections {
  private static final long CHECK_PERIOD_MS = 500;

  private static final ApiError LATE =
      new ApiError(408, "too_slow", "The body did not come in time.");

  private final Limits limits;

  /** Connections without a request so far, the oldest first. */
  private final Set<ClientConnection> withoutRequest = new LinkedHashSet<>();

  private final Set<ClientConnection> withRequest = new HashSet<>();

  Connections(Vertx vertx, Limits limits) {
    this.limits = limits;
    vertx.setPeriodic(Math.min(CHECK_PERIOD_MS, limits.request().toMillis()), timer -> check());
  }

  void opened(HttpConnection httpConnection) {
    ClientConnection connection = ClientConnection.opened(httpConnection, nowMs());
    if (withoutRequest.size() + withRequest.size() >= limits.connections()) {
      connection.close();
      return;
    }
    if (withoutRequest.size() >= limits.newConnections()) {
      ClientConnection oldest = withoutRequest.iterator().next();
      withoutRequest.remove(oldest);
      oldest.close();
    }
    withoutRequest.add(connection);
    httpConnection.exceptionHandler(unreadable -> connection.markBroken());
    connection.whenClosed(() -> forget(connection));
  }

  void requestBegan(HttpServerRequest request) {
    ClientConnection connection = ClientConnection.of(request);
    if (!connection.hasRequest()) {
      withoutRequest.remove(connection);
      withRequest.add(connection);
    }
    connection.requestBegan(request, nowMs());
  }

  private void forget(ClientConnection connection) {
    withoutRequest.remove(connection);
    withRequest.remove(connection);
  }

  private void check() {
    long now = nowMs();
    List<ClientConnection> over = new ArrayList<>();
    for (ClientConnection connection : withoutRequest) {
      if (connection.check(limits, now) != ClientConnection.Outcome.GOES_ON) {
        over.add(connection);
      }
    }
    for (ClientConnection connection : withRequest) {
      switch (connection.check(limits, now)) {
        case GOES_ON -> {}
        case BODY_LATE -> {
          Answers.last(connection.request(), LATE);
          over.add(connection);
        }
        case OVER -> over.add(connection);
      }
    }
    // Not in the loops, because a closed connection leaves the sets at once.
    over.forEach(ClientConnection::close);
  }

  private static long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
