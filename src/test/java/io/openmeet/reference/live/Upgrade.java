package io.openmeet.reference.live;

import io.openmeet.reference.http.ApiError;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;

/**
 * Checks what a request needs to become a WebSocket (RFC 6455, 4.2.1). Vert.x alone would answer an
 * incomplete one in another form, and fail.
 */
final class Upgrade {
  private static final CharSequence KEY = HttpHeaders.createOptimized("Sec-WebSocket-Key");
  private static final CharSequence VERSION = HttpHeaders.createOptimized("Sec-WebSocket-Version");
  private static final String ONLY_VERSION = "13";

  private Upgrade() {}

  /**
   * @throws ApiError when the request is not a valid upgrade
   */
  static void check(HttpServerRequest request) {
    MultiMap headers = request.headers();
    if (request.method() != HttpMethod.GET
        || !lists(headers, HttpHeaders.UPGRADE, "websocket")
        || !lists(headers, HttpHeaders.CONNECTION, "upgrade")) {
      throw ApiError.badRequest("/live needs a WebSocket upgrade.");
    }
    if (!headers.contains(KEY)) {
      throw ApiError.badRequest("Sec-WebSocket-Key is missing.");
    }
    if (!ONLY_VERSION.equals(headers.get(VERSION))) {
      request.response().putHeader(VERSION, ONLY_VERSION);
      throw new ApiError(426, "upgrade_required", "Sec-WebSocket-Version must be 13.");
    }
    if (hasBody(headers)) {
      throw ApiError.badRequest("A WebSocket upgrade must not have a body.");
    }
    // Vert.x reads only the first line, and Netty does not read lists.
    headers.set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
    headers.set(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
  }

  private static boolean hasBody(MultiMap headers) {
    String length = headers.get(HttpHeaders.CONTENT_LENGTH);
    return headers.contains(HttpHeaders.TRANSFER_ENCODING) || length != null && !length.equals("0");
  }

  /** Whether a header lists a name; several lines mean one with commas (RFC 9110, 5.2). */
  private static boolean lists(MultiMap headers, CharSequence header, String name) {
    return headers.getAll(header).stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .anyMatch(listed -> listed.strip().equalsIgnoreCase(name));
  }
}
