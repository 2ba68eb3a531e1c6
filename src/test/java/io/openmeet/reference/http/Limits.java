package io.openmeet.reference.http;

import java.time.Duration;

/**
 * How much of the server one client, or all clients together, may use.
 *
 * @param connections open at the same time; more are closed at once
 * @param newConnections how many of those may be without a complete request so far; when there are
 *     more, the oldest of them is closed
 * @param request the time for the first request's headers, for each 64 KiB of a body, and for
 *     reading an answer
 * @param idle the time between an answer and the next request's headers
 */
public record Limits(int connections, int newConnections, Duration request, Duration idle) {
  static final int REQUEST_LINE_BYTES = 4 << 10;
  static final int HEADER_BYTES = 8 << 10;
  static final int HEADERS = 100;
  static final int BODY_BYTES = 64 << 10;

  /** A client must send at least this much of a body in the time for a request. */
  static final int LEAST_BODY_BYTES = 64 << 10;

  /** The limits of one of several event loops. */
  Limits share(int loops) {
    return new Limits(
        Math.max(1, connections / loops), Math.max(1, newConnections / loops), request, idle);
  }
}
