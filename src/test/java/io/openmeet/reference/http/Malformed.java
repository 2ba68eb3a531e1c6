package io.openmeet.reference.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/** Requests that no route gets to see. The connection ends with the answer. */
final class Malformed {
  private static final ApiError LINE_TOO_LONG =
      new ApiError(414, "too_large", "The request line is longer than 4 KiB.");
  private static final ApiError HEADERS_TOO_LARGE =
      new ApiError(431, "too_large", "The headers are larger than 8 KiB or more than 100.");
  private static final ApiError NO_HTTP = ApiError.badRequest("The request is not valid HTTP/1.1.");

  private Malformed() {}

  /** Answers what could not be read as HTTP. */
  static void refuse(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    ApiError error = NO_HTTP;
    if (cause instanceof TooLongHttpLineException) {
      error = LINE_TOO_LONG;
    } else if (cause instanceof TooLongHttpHeaderException) {
      error = HEADERS_TOO_LARGE;
    }
    end(request, error);
  }

  static void refuseHeaders(HttpServerRequest request) {
    end(request, HEADERS_TOO_LARGE);
  }

  static boolean hasTooManyHeaders(HttpServerRequest request) {
    int count = 0;
    for (var ignored : request.headers()) {
      count++;
    }
    return count > Limits.HEADERS;
  }

  private static void end(HttpServerRequest request, ApiError error) {
    Answers.last(request, error);
    request.connection().close();
  }
}
