package io.openmeet.reference.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * One client's connection: what the server waits for on it, and since when. {@link Connections}
 * checks it periodically, not at each byte. All calls come from the connection's event loop.
 *
 * <p>It uses Netty's channel: Vert.x does not show what a client has not read yet, and does not
 * close a connection before the client has read it.
 */
public final class ClientConnection {
  private static final AttributeKey<ClientConnection> KEY =
      AttributeKey.valueOf("client-connection");

  enum Outcome {
    GOES_ON,
    /** The rest of the body does not come. */
    BODY_LATE,
    /** The connection can be closed without an answer. */
    OVER
  }

  private final Channel channel;
  private HttpServerRequest request;
  private boolean heldBack;
  private boolean broken;
  private long waitingSinceMs;
  private long bodyBytes;
  private Object unreadAnswer;
  private long unreadSinceMs;

  private ClientConnection(Channel channel, long nowMs) {
    this.channel = channel;
    this.waitingSinceMs = nowMs;
    this.unreadSinceMs = nowMs;
  }

  static ClientConnection opened(HttpConnection httpConnection, long nowMs) {
    Channel channel = ((ConnectionBase) httpConnection).channel();
    ClientConnection connection = new ClientConnection(channel, nowMs);
    channel.attr(KEY).set(connection);
    return connection;
  }

  /** The connection of a request. */
  public static ClientConnection of(HttpServerRequest request) {
    return ((ConnectionBase) request.connection()).channel().attr(KEY).get();
  }

  /** While the server does not read a request's body, the client's time does not run. */
  public void holdBack(boolean heldBack) {
    this.heldBack = heldBack;
  }

  /** Resumes or stops reading at the channel: a ping would end Vert.x's pause of a WebSocket. */
  public void setReading(boolean reading) {
    channel.config().setAutoRead(reading);
  }

  /**
   * Calls back on the event loop when the connection is closed, also as a WebSocket: Vert.x does
   * not call the HTTP connection's close handler for one.
   */
  void whenClosed(Runnable action) {
    channel.closeFuture().addListener(closed -> action.run());
  }

  /** From now on the client's bytes cannot be parsed. */
  void markBroken() {
    broken = true;
  }

  /** Whether the rest of the request cannot be parsed; false for a server without limits. */
  static boolean isBroken(HttpServerRequest request) {
    ClientConnection connection = of(request);
    return connection != null && connection.broken;
  }

  void requestBegan(HttpServerRequest next, long nowMs) {
    request = next;
    heldBack = false;
    bodyBytes = 0;
    waitingSinceMs = nowMs;
  }

  boolean hasRequest() {
    return request != null;
  }

  HttpServerRequest request() {
    return request;
  }

  /** Closes at once; Vert.x would first wait until the client has read all answers. */
  void close() {
    channel.unsafe().close(channel.unsafe().voidPromise());
  }

  Outcome check(Limits limits, long nowMs) {
    if (nowMs - unreadSince(nowMs) > limits.request().toMillis()) {
      return Outcome.OVER;
    }
    if (request == null) {
      return waitedFor(limits.request().toMillis(), nowMs) ? Outcome.OVER : Outcome.GOES_ON;
    }
    if (!request.isEnded()) {
      return checkBody(limits, nowMs);
    }
    if (!request.response().ended() || isWebSocket()) {
      waitingSinceMs = nowMs;
      return Outcome.GOES_ON;
    }
    return waitedFor(limits.idle().toMillis(), nowMs) ? Outcome.OVER : Outcome.GOES_ON;
  }

  private Outcome checkBody(Limits limits, long nowMs) {
    if (heldBack) {
      waitingSinceMs = nowMs;
    } else if (waitedFor(limits.request().toMillis(), nowMs)) {
      if (request.bytesRead() - bodyBytes < Limits.LEAST_BODY_BYTES) {
        return Outcome.BODY_LATE;
      }
      bodyBytes = request.bytesRead();
      waitingSinceMs = nowMs;
    }
    return Outcome.GOES_ON;
  }

  private boolean waitedFor(long patienceMs, long nowMs) {
    return nowMs - waitingSinceMs > patienceMs;
  }

  private long unreadSince(long nowMs) {
    ChannelOutboundBuffer unread = channel.unsafe().outboundBuffer();
    if (unread != null && unread.current() == null && unread.totalPendingWriteBytes() > 0) {
      // Vert.x 5.0.10 does not flush answers when a pipelining client fills its queue meanwhile.
      channel.flush();
    }
    Object next = unread == null ? null : unread.current();
    if (next == null || next != unreadAnswer) {
      unreadAnswer = next;
      unreadSinceMs = nowMs;
    }
    return unreadSinceMs;
  }

  private boolean isWebSocket() {
    return channel.pipeline().get("httpDecoder") == null;
  }
}
