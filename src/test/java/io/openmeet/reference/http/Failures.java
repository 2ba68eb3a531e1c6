package io.openmeet.reference.http;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.handler.HttpException;

/** Turns failures into answers that contain only what the caller may know. */
final class Failures {
  private Failures() {}

  static ApiError asAnswer(Throwable failure) {
    if (failure instanceof ApiError error) {
      return error;
    }
    if (failure instanceof DecodeException) {
      return ApiError.badRequest("The body is not valid JSON.");
    }
    if (failure instanceof DecoderException) {
      return ApiError.badRequest("The body does not match its Content-Type.");
    }
    if (failure instanceof HttpException http) {
      return ofStatus(http.getStatusCode());
    }
    if (failure instanceof Unavailable) {
      return new ApiError(503, "unavailable", "The database does not answer; try again.");
    }
    if (failure instanceof WebSocketHandshakeException) {
      return ApiError.badRequest("The WebSocket handshake is malformed.");
    }
    if (failure instanceof HttpClosedException) {
      // No client reads this answer, and it is not a failure of the server.
      return ApiError.badRequest("The client broke off the request.");
    }
    return new ApiError(500, "internal_error", "Internal error; look up its id in the log.");
  }

  static ApiError ofStatus(int status) {
    return switch (status) {
      case 400 -> ApiError.badRequest("The request is malformed.");
      case 401 -> ApiError.unauthorized("A bearer token is needed.");
      case 404 -> new ApiError(404, "not_found", "There is nothing at this path.");
      case 405 -> new ApiError(404, "not_found", "This path does not have this method.");
      case 413 -> new ApiError(413, "too_large", "The body is larger than 64 KiB.");
      case 415 ->
          new ApiError(415, "unsupported_media_type", "This call does not read this content type.");
      default -> new ApiError(500, "internal_error", "Internal error.");
    };
  }
}
