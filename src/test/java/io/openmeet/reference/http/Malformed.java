package io.openmeet.reference.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/** Refuses requests that reach no route. The connection ends with the answer. */
final class Malformed {
  private static final ApiError LINE_TOO_LONG =
      new ApiError(414, "too_large", "The request line is longer than 4 KiB.");
  private static final ApiError HEADERS_TOO_LARGE =
      new ApiError(431, "too_large", "The headers are larger than 8 KiB or more than 100.");
  private static final ApiError NO_HTTP = ApiError.badRequest("The request is not valid HTTP/1.1.");

  private static final ApiError NO_HOST = ApiError.badRequest("A valid Host header is needed.");
  private static final ApiError NO_PATH = ApiError.badRequest("The path is malformed.");

  private Malformed() {}

  /** Answers a request that could not be parsed as HTTP. */
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

  /** Answers a request whose body could not be parsed to its end. */
  static void refuseBody(HttpServerRequest request) {
    end(request, NO_HTTP);
  }

  /** Answers a request that is HTTP but that no route can serve; returns whether it did. */
  static boolean refuseIfInvalid(HttpServerRequest request) {
    if (hasTooManyHeaders(request)) {
      end(request, HEADERS_TOO_LARGE);
      return true;
    }
    if (request.authority() == null) {
      end(request, NO_HOST);
      return true;
    }
    if (!isReadable(request.path())) {
      end(request, NO_PATH);
      return true;
    }
    return false;
  }

  private static boolean isReadable(String path) {
    if (path == null || !path.startsWith("/")) {
      return false;
    }
    try {
      return path.indexOf('%') < 0 || QueryStringDecoder.decodeComponent(path) != null;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static boolean hasTooManyHeaders(HttpServerRequest request) {
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
