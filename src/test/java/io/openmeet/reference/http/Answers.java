package io.openmeet.reference.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How every answer leaves the API. */
public final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  private static final CharSequence RETRY_AFTER_SECONDS = HttpHeaders.createOptimized("1");

  private Answers() {}

  public static void json(RoutingContext context, int status, Buffer body) {
    HttpServerResponse response = context.response();
    if (response.closed() || response.ended()) {
      return;
    }
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(body);
  }

  public static void empty(RoutingContext context) {
    if (!context.response().closed()) {
      context.response().setStatusCode(204).end();
    }
  }

  /** Answers a request that failed, be it by an exception or by a bare status from Vert.x. */
  public static void failure(RoutingContext context) {
    Throwable failure = context.failure();
    error(context, failure == null ? Failures.ofStatus(context.statusCode()) : failure);
  }

  /** Answers whatever went wrong: an {@link ApiError} as it says, anything else as 500. */
  public static void error(RoutingContext context, Throwable failure) {
    UUID id = UUID.randomUUID();
    ApiError error = Failures.asAnswer(failure);
    if (error.status() >= 500 && !(failure instanceof ApiError)) {
      LOG.warn("{} {} {}", id, context.request().method(), context.normalizedPath(), failure);
    }
    Buffer body =
        Json.object(
            json -> {
              json.writeObjectFieldStart("error");
              json.writeStringField("id", id.toString());
              json.writeStringField("code", error.code());
              json.writeStringField("message", error.getMessage());
              json.writeEndObject();
            });
    if (error.status() == 503) {
      context.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      json(context, error.status(), body);
    } else {
      // What is left of the body is read and dropped: an answer before its end would reach some
      // clients as a broken connection.
      Leftovers.drop(request).onComplete(done -> json(context, error.status(), body));
    }
  }
}
