package io.openmeet.reference.http;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.VertxException;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.List;

/** Turns failures from below into answers that say no more than the caller may know. */
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
      return ApiError.badRequest("The body is not what its Content-Type says.");
    }
    if (failure instanceof HttpException http) {
      return ofStatus(http.getStatusCode());
    }
    if (failure instanceof PgException database && isOutage(database.getSqlState())) {
      return unavailable();
    }
    // Vert.x tells a connection that was lost, and one that was not to be had, as its own
    // exception.
    if (failure instanceof IOException || failure instanceof VertxException) {
      return unavailable();
    }
    return new ApiError(500, "internal_error", "Something went wrong; the id names it in the log.");
  }

  static ApiError ofStatus(int status) {
    return switch (status) {
      case 400 -> ApiError.badRequest("The request is malformed.");
      case 401 -> ApiError.unauthorized("A bearer token is needed.");
      case 404 -> new ApiError(404, "not_found", "There is nothing at this path.");
      case 405 -> new ApiError(404, "not_found", "There is no such call at this path.");
      case 413 -> new ApiError(413, "too_large", "The body is larger than 64 KiB.");
      case 415 ->
          new ApiError(415, "unsupported_media_type", "This content type is not read here.");
      default -> new ApiError(500, "internal_error", "Something went wrong.");
    };
  }

  private static ApiError unavailable() {
    return new ApiError(503, "unavailable", "The database does not answer; try again.");
  }

  /** Classes of SQLSTATE: connection, resources, operator intervention, system error. */
  private static boolean isOutage(String sqlState) {
    return List.of("08", "53", "57", "58").contains(sqlState.substring(0, 2));
  }
}
