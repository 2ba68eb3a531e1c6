package io.openmeet.reference.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * What the server waits for on one connection, and since when. It is checked periodically, not at
 * each byte. All calls come from the connection's event loop.
 *
 * <p>It uses Netty's channel: Vert.x does not show what a client has not read yet, and does not
 * close a connection before the client has read it.
 */
public final class Conversation {
  private static final AttributeKey<Conversation> KEY = AttributeKey.valueOf("conversation");

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

  private Conversation(Channel channel, long nowMs) {
    this.channel = channel;
    this.waitingSinceMs = nowMs;
    this.unreadSinceMs = nowMs;
  }

  static Conversation begin(HttpConnection connection, long nowMs) {
    Channel channel = ((ConnectionBase) connection).channel();
    Conversation conversation = new Conversation(channel, nowMs);
    channel.attr(KEY).set(conversation);
    return conversation;
  }

  /** The conversation that the request belongs to. */
  public static Conversation of(HttpServerRequest request) {
    return ((ConnectionBase) request.connection()).channel().attr(KEY).get();
  }

  /** While the server does not read a request's body, the client's time does not run. */
  public void holdBack(boolean heldBack) {
    this.heldBack = heldBack;
  }

  /** Stops or resumes reading, below Vert.x: every ping would end a WebSocket's pause. */
  public void listen(boolean more) {
    channel.config().setAutoRead(more);
  }

  /** From now on the client's bytes cannot be parsed. */
  void broke() {
    broken = true;
  }

  /** Whether the rest of the request cannot be parsed; false for a server without limits. */
  static boolean isBroken(HttpServerRequest request) {
    Conversation conversation = of(request);
    return conversation != null && conversation.broken;
  }

  void asked(HttpServerRequest next, long nowMs) {
    request = next;
    heldBack = false;
    bodyBytes = 0;
    waitingSinceMs = nowMs;
  }

  boolean hasAsked() {
    return request != null;
  }

  HttpServerRequest request() {
    return request;
  }

  /** Closes at once; Vert.x would first wait until the client has read all answers. */
  void close() {
    channel.unsafe().close(channel.unsafe().voidPromise());
  }

  Outcome look(Limits limits, long nowMs) {
    if (nowMs - unreadSince(nowMs) > limits.request().toMillis()) {
      return Outcome.OVER;
    }
    if (request == null) {
      return waitedFor(limits.request().toMillis(), nowMs) ? Outcome.OVER : Outcome.GOES_ON;
    }
    if (!request.isEnded()) {
      return lookAtBody(limits, nowMs);
    }
    if (!request.response().ended() || isWebSocket()) {
      waitingSinceMs = nowMs;
      return Outcome.GOES_ON;
    }
    return waitedFor(limits.idle().toMillis(), nowMs) ? Outcome.OVER : Outcome.GOES_ON;
  }

  private Outcome lookAtBody(Limits limits, long nowMs) {
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
