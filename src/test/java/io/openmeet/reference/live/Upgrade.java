package io.openmeet.reference.live;

import io.openmeet.reference.http.ApiError;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;

/** What a request must bear to become a WebSocket (RFC 6455, 4.2.1). */
final class Upgrade {
  private Upgrade() {}

  /**
   * @throws ApiError when the request bears something else
   */
  static void check(HttpServerRequest request) {
    MultiMap headers = request.headers();
    if (!lists(headers, HttpHeaders.UPGRADE, "websocket")
        || !lists(headers, HttpHeaders.CONNECTION, "upgrade")) {
      throw ApiError.badRequest("/live is reached by a WebSocket upgrade.");
    }
    // Vert.x reads the first line only, and Netty no list.
    headers.set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
    headers.set(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
  }

  /** Whether a header names it; several lines mean the same as one with commas (RFC 9110, 5.2). */
  private static boolean lists(MultiMap headers, CharSequence header, String name) {
    return headers.getAll(header).stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .anyMatch(listed -> listed.strip().equalsIgnoreCase(name));
  }
}
