package io.openmeet.reference.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends every answer of the API. */
public final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");

  /** Only the client may keep the answer, and it asks each time: users see their own writes. */
  private static final CharSequence REVALIDATED = HttpHeaders.createOptimized("private, no-cache");

  private static final CharSequence NOT_KEPT = HttpHeaders.createOptimized("no-store");

  private static final CharSequence VARY_BY_CODING = HttpHeaders.createOptimized("Accept-Encoding");
  private static final CharSequence VARY_BY_CODING_AND_CALLER =
      HttpHeaders.createOptimized("Accept-Encoding, Authorization");

  /** The key that marks a request whose answer may be compressed. */
  static final String COMPRESSES = "compresses";

  private static final CharSequence RETRY_AFTER_SECONDS = HttpHeaders.createOptimized("1");

  private Answers() {}

  /** Answers a read with 200, or with 304 to a client that has this very answer already. */
  public static void read(RoutingContext context, Representation answer) {
    read(context, answer, JSON, REVALIDATED, VARY_BY_CODING_AND_CALLER);
  }

  /**
   * The same for a file that does not depend on the caller.
   *
   * @param type the file's media type
   * @param cacheControl how long a cache may keep it
   */
  public static void file(
      RoutingContext context, Representation file, CharSequence type, CharSequence cacheControl) {
    read(context, file, type, cacheControl, VARY_BY_CODING);
  }

  private static void read(
      RoutingContext context,
      Representation answer,
      CharSequence type,
      CharSequence cacheControl,
      CharSequence vary) {
    HttpServerResponse response = context.response();
    if (response.closed() || response.ended()) {
      return;
    }
    response
        .putHeader(HttpHeaders.ETAG, answer.entityTag())
        .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
        .putHeader(HttpHeaders.VARY, vary);
    HttpServerRequest request = context.request();
    if (request.headers().contains(HttpHeaders.IF_NONE_MATCH)
        && EntityTag.isAmong(
            request.headers().getAll(HttpHeaders.IF_NONE_MATCH), answer.entityTag())) {
      response.setStatusCode(304).end();
    } else {
      send(context, 200, type, answer.plain(), answer::gzip);
    }
  }

  /** Answers a read with a body made for this request. */
  public static void read(RoutingContext context, Buffer body) {
    read(context, Representation.of(body));
  }

  /** Answers with a body that no client may cache. */
  public static void json(RoutingContext context, int status, Buffer body) {
    HttpServerResponse response = context.response();
    if (response.closed() || response.ended()) {
      return;
    }
    response
        .putHeader(HttpHeaders.CACHE_CONTROL, NOT_KEPT)
        .putHeader(HttpHeaders.VARY, VARY_BY_CODING);
    send(context, status, JSON, body, () -> ContentCoding.gzip(body));
  }

  private static void send(
      RoutingContext context,
      int status,
      CharSequence type,
      Buffer plain,
      Supplier<Buffer> compressed) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    Buffer body = plain;
    switch (ContentCoding.choose(
        acceptEncoding(request), context.get(COMPRESSES) != null, plain.length())) {
      case GZIP -> {
        body = compressed.get();
        response.putHeader(HttpHeaders.CONTENT_ENCODING, GZIP);
      }
      case NONE_ACCEPTABLE -> {
        // The result of a write and an error are sent anyway.
        if (Api.reads(request.method()) && status == 200) {
          response.headers().remove(HttpHeaders.ETAG);
          error(context, ContentCoding.notAcceptable());
          return;
        }
      }
      case IDENTITY -> {}
    }
    if (request.method() == HttpMethod.HEAD) {
      // Vert.x omits the body, and its length too.
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    }
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, type).end(body);
  }

  /** Joins the header's lines: several mean the same as one with commas. Null if there is none. */
  private static String acceptEncoding(HttpServerRequest request) {
    String first = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    return first == null
        ? null
        : String.join(",", request.headers().getAll(HttpHeaders.ACCEPT_ENCODING));
  }

  /** Answers with 204. */
  public static void empty(RoutingContext context) {
    if (!context.response().closed()) {
      context.response().setStatusCode(204).end();
    }
  }

  /** Answers a request that failed with an exception or with a bare status from Vert.x. */
  public static void failure(RoutingContext context) {
    Throwable failure = context.failure();
    error(context, failure == null ? Failures.ofStatus(context.statusCode()) : failure);
  }

  /** Answers with an {@link ApiError}; {@link Failures} turns any other failure into one. */
  public static void error(RoutingContext context, Throwable failure) {
    if (ClientConnection.isBroken(context.request())) {
      Malformed.refuseBody(context.request());
      return;
    }
    UUID id = UUID.randomUUID();
    ApiError error = Failures.asAnswer(failure);
    if (error.status() >= 500 && !(failure instanceof ApiError)) {
      log(context, id, error, failure);
    }
    Buffer body = body(error, id);
    if (error.status() == 503) {
      context.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      json(context, error.status(), body);
    } else {
      // Reads and drops the rest of the body first: some clients report a broken connection if the
      // answer comes before its end.
      UnreadBody.drop(request).onComplete(done -> json(context, error.status(), body));
    }
  }

  /** During an outage all requests fail for the same reason: one line for each is enough. */
  private static void log(RoutingContext context, UUID id, ApiError error, Throwable failure) {
    String path = context.normalizedPath();
    if (error.status() == 503) {
      LOG.warn("{} {} {} {}", id, context.request().method(), path, failure.toString());
    } else {
      LOG.error("{} {} {}", id, context.request().method(), path, failure);
    }
  }

  /** Answers a request that is cut off: the server reads nothing more from its connection. */
  static void last(HttpServerRequest request, ApiError error) {
    HttpServerResponse response = request.response();
    if (!response.closed() && !response.headWritten()) {
      response
          .setStatusCode(error.status())
          .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
          .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
          .end(body(error, UUID.randomUUID()));
    }
  }

  private static Buffer body(ApiError error, UUID id) {
    return Json.object(
        json -> {
          json.writeObjectFieldStart("error");
          json.writeStringField("id", id.toString());
          json.writeStringField("code", error.code());
          json.writeStringField("message", error.getMessage());
          json.writeEndObject();
        });
  }
}
