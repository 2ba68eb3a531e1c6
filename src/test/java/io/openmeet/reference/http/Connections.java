package io.openmeet.reference.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one event loop. It limits their number, and the time for which a client may
 * keep the server waiting.
 */
final class Connections {
  private static final long LOOK_MS = 500;

  private static final ApiError LATE =
      new ApiError(408, "too_slow", "The body did not come in time.");

  private final Limits limits;

  /** Connections without a request so far, the oldest first. */
  private final Set<Conversation> strangers = new LinkedHashSet<>();

  private final Set<Conversation> acquaintances = new HashSet<>();

  Connections(Vertx vertx, Limits limits) {
    this.limits = limits;
    vertx.setPeriodic(Math.min(LOOK_MS, limits.request().toMillis()), timer -> look());
  }

  void opened(HttpConnection connection) {
    Conversation conversation = Conversation.begin(connection, nowMs());
    if (strangers.size() + acquaintances.size() >= limits.connections()) {
      conversation.close();
      return;
    }
    if (strangers.size() >= limits.newConnections()) {
      Iterator<Conversation> oldest = strangers.iterator();
      oldest.next().close();
      oldest.remove();
    }
    strangers.add(conversation);
    connection.exceptionHandler(unreadable -> conversation.broke());
    connection.closeHandler(closed -> forget(conversation));
  }

  void asked(HttpServerRequest request) {
    Conversation conversation = Conversation.of(request);
    if (!conversation.hasAsked()) {
      strangers.remove(conversation);
      acquaintances.add(conversation);
    }
    conversation.asked(request, nowMs());
  }

  private void forget(Conversation conversation) {
    strangers.remove(conversation);
    acquaintances.remove(conversation);
  }

  private void look() {
    long now = nowMs();
    List<Conversation> over = new ArrayList<>();
    for (Conversation conversation : strangers) {
      if (conversation.look(limits, now) != Conversation.Outcome.GOES_ON) {
        over.add(conversation);
      }
    }
    for (Conversation conversation : acquaintances) {
      switch (conversation.look(limits, now)) {
        case GOES_ON -> {}
        case BODY_LATE -> {
          Answers.last(conversation.request(), LATE);
          over.add(conversation);
        }
        case OVER -> over.add(conversation);
      }
    }
    // After the loops: a closed connection leaves the sets at once.
    over.forEach(Conversation::close);
  }

  private static long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
