package io.openmeet.reference.live;

import static io.vertx.core.http.HttpMethod.GET;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.http.Api;
import io.openmeet.reference.http.ClientConnection;
import io.openmeet.reference.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code GET /live}: live events over WebSocket. */
public final class LiveRoutes {
  /** Of a frame or message; a larger one ends the connection. */
  public static final int LARGEST_MESSAGE_BYTES = 64 << 10;

  private static final short POLICY_VIOLATION = 1008;

  private final Vertx vertx;
  private final long joinPatienceMs;
  private final Room.Directory rooms = new Room.Directory();
  private final AtomicInteger connections = new AtomicInteger();
  private final Executor acknowledging;
  private final Timer latency;
  private final Counter dropped;

  /**
   * @param joinPatience how long a connection may stay open without joining a meeting
   * @param ackLatency the delay of acknowledgements, an injected fault
   */
  public LiveRoutes(Vertx vertx, Metrics metrics, Duration joinPatience, Duration ackLatency) {
    this.vertx = vertx;
    this.joinPatienceMs = joinPatience.toMillis();
    this.acknowledging =
        ackLatency.isZero()
            ? Runnable::run
            : acknowledge -> vertx.setTimer(ackLatency.toMillis(), timer -> acknowledge.run());
    this.latency = metrics.websocketLatency();
    this.dropped =
        metrics.counter(
            "openmeet.websocket.dropped", "Broadcasts dropped for members that read too slowly");
    metrics.gauge("openmeet.websocket.connections", "Open WebSocket connections", connections::get);
  }

  public void mount(Api api) {
    api.securedStream(GET, "/live", this::connect);
  }

  private Future<?> connect(RoutingContext context) {
    Upgrade.check(context.request());
    Principal principal = Principal.of(context);
    ClientConnection connection = ClientConnection.of(context.request());
    return context
        .request()
        .toWebSocket()
        .onSuccess(socket -> welcome(socket, connection, principal));
  }

  private void welcome(ServerWebSocket socket, ClientConnection connection, Principal principal) {
    Member member = new Member(socket, principal, rooms, acknowledging, latency, dropped);
    FrameAggregator frames =
        new FrameAggregator(
            LARGEST_MESSAGE_BYTES, member::receive, member::refuseBinary, socket::close);
    connections.incrementAndGet();
    socket.exceptionHandler(failure -> refuse(socket, failure));
    // Stops reading from a client that does not read: acknowledgements and pongs must not pile up.
    socket.frameHandler(
        frame -> {
          frames.receive(frame);
          if (!socket.isClosed() && socket.writeQueueFull()) {
            connection.setReading(false);
          }
        });
    socket.drainHandler(drained -> connection.setReading(true));
    long joinTimer =
        vertx.setTimer(
            joinPatienceMs,
            late -> {
              if (!member.hasJoined()) {
                socket.close(POLICY_VIOLATION, "The client did not join a meeting in time.");
              }
            });
    socket.closeHandler(
        closed -> {
          vertx.cancelTimer(joinTimer);
          connections.decrementAndGet();
          member.leave();
        });
  }

  private static void refuse(ServerWebSocket socket, Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException corrupted) {
      socket.close((short) corrupted.closeStatus().code(), "The frame is malformed or too large.");
    }
  }
}
