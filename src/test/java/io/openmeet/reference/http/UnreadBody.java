package io.openmeet.reference.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Reads and drops the rest of a body, up to a limit; above it the connection is closed. */
final class UnreadBody {
  private static final long MOST_BYTES = 64L << 20;

  private UnreadBody() {}

  /** Completes when the request has ended, failed or been cut off. Never fails. */
  static Future<Void> drop(HttpServerRequest request) {
    if (request.getHeader(HttpHeaders.EXPECT) != null) {
      // The client waits for permission to send its body. It is refused, and the connection ends.
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      return Future.succeededFuture();
    }
    Promise<Void> done = Promise.promise();
    long[] dropped = {0};
    request.exceptionHandler(broken -> done.tryComplete());
    request.endHandler(end -> done.tryComplete());
    request.handler(
        bytes -> {
          dropped[0] += bytes.length();
          if (dropped[0] > MOST_BYTES) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            done.tryComplete();
          }
        });
    request.resume();
    return done.future();
  }
}
