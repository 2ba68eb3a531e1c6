package io.openmeet.reference.http;

import java.time.Duration;

/**
 * How much of the server one client, or all of them, may take.
 *
 * @param connections open at the same time; more are closed at once
 * @param newConnections of those, how many may not have sent a whole request yet; when there are
 *     more, the one that has dallied longest is closed
 * @param request for the first request's headers, for each 64 KiB of a body, and for the reading of
 *     an answer
 * @param idle between an answer and the next request's headers
 */
public record Limits(int connections, int newConnections, Duration request, Duration idle) {
  static final int REQUEST_LINE_BYTES = 4 << 10;
  static final int HEADER_BYTES = 8 << 10;
  static final int HEADERS = 100;
  static final int BODY_BYTES = 64 << 10;

  /** Of a body, in the time for a request. */
  static final int LEAST_BODY_BYTES = 64 << 10;

  /** The share of one event loop out of several. */
  Limits share(int loops) {
    return new Limits(
        Math.max(1, connections / loops), Math.max(1, newConnections / loops), request, idle);
  }
}
