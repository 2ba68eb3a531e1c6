package io.openmeet.reference.recordings;

import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.Input;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;
import java.util.function.Function;

/** One multipart request with a file part {@code file} and a text field {@code category}. */
final class Upload {
  private final HttpServerRequest request;
  private final Function<UUID, Incoming> destination;
  private final UUID id = UUID.randomUUID();
  private final Promise<Void> read = Promise.promise();
  private Incoming incoming;
  private String fileName;
  private String contentType;

  Upload(HttpServerRequest request, Function<UUID, Incoming> destination) {
    this.request = request;
    this.destination = destination;
  }

  /** Reads the request to its end. A failure has nothing left behind. */
  Future<Recording> receive() {
    try {
      request.setExpectMultipart(true);
    } catch (RuntimeException noBoundary) {
      return Future.failedFuture(ApiError.badRequest("The multipart body has no boundary."));
    }
    request.uploadHandler(this::part);
    request.exceptionHandler(
        malformed ->
            read.tryFail(ApiError.badRequest("The multipart body is malformed or incomplete.")));
    request.endHandler(end -> read.tryComplete());
    if (request.getHeader(HttpHeaders.EXPECT) != null) {
      request.response().writeContinue();
    }
    request.resume();
    return read.future()
        .compose(done -> finish())
        .recover(
            failure ->
                incoming == null
                    ? Future.failedFuture(failure)
                    : incoming.discard().transform(done -> Future.failedFuture(failure)));
  }

  private void part(HttpServerFileUpload part) {
    if (incoming != null || !"file".equals(part.name())) {
      part.handler(ignored -> {});
      return;
    }
    fileName = FileName.unescape(part.filename());
    contentType = part.contentType();
    incoming = destination.apply(id);
    incoming.readFrom(part);
  }

  private Future<Recording> finish() {
    if (incoming == null) {
      throw ApiError.badRequest("The file part named file is missing.");
    }
    if (incoming.tooLarge()) {
      throw new ApiError(413, "too_large", "The recording is too large.");
    }
    if (!FileName.acceptable(fileName)) {
      throw ApiError.badRequest(
          "The file name must have 1 to 255 characters, none of them control.");
    }
    String category = category();
    return incoming
        .stored()
        .map(
            stored ->
                new Recording(
                    id,
                    fileName,
                    contentType == null ? "application/octet-stream" : contentType,
                    category,
                    incoming.bytes(),
                    incoming.sha256(),
                    Recording.STORED));
  }

  private String category() {
    String category = request.formAttributes().get("category");
    if (category == null) {
      throw ApiError.badRequest("The text field category is missing.");
    }
    return Input.checkText("category", category, 1, 40);
  }
}
