package io.openmeet.reference.recordings;

import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.Input;
import io.openmeet.reference.http.Utf8;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;
import java.util.function.Function;

/** One multipart request with a file part {@code file} and a text field {@code category}. */
final class Upload implements MultipartReader.Parts {
  private static final int LONGEST_FILE_NAME = 255;
  private static final int LARGEST_FIELD = 1 << 10;

  private final HttpServerRequest request;
  private final Function<UUID, Incoming> destination;
  private final MultipartReader reader;
  private final UUID id = UUID.randomUUID();
  private final Promise<Void> read = Promise.promise();
  private PartHeaders part;
  private PartHeaders file;
  private Incoming incoming;
  private Buffer category;

  /**
   * @param destination receives the bytes of the recording with that id
   */
  Upload(HttpServerRequest request, String boundary, Function<UUID, Incoming> destination) {
    this.request = request;
    this.destination = destination;
    this.reader = new MultipartReader(boundary, this);
    // From the start: a sender may give up before its turn comes.
    request.exceptionHandler(
        broken -> read.tryFail(ApiError.badRequest("The client broke off the upload.")));
  }

  /** Reads the request to its end. A failure leaves nothing behind. */
  Future<Recording> receive() {
    request.endHandler(end -> read.tryComplete());
    request.handler(this::take);
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

  static ApiError tooLarge() {
    return new ApiError(413, "too_large", "The recording is too large.");
  }

  @Override
  public void begin(PartHeaders headers) {
    part = headers;
    if (headers.name().equals("file") && headers.fileName() != null && file == null) {
      file = headers;
      incoming = destination.apply(id);
    } else if (headers.name().equals("category") && category == null) {
      category = Buffer.buffer();
    }
  }

  @Override
  public void data(byte[] bytes, int offset, int length) {
    if (part == file) {
      incoming.take(bytes, offset, length);
    } else if (part.name().equals("category")) {
      if (category.length() + length > LARGEST_FIELD) {
        throw ApiError.badRequest("The text field category is too long.");
      }
      category.appendBytes(bytes, offset, length);
    }
  }

  @Override
  public void end() {
    if (part == file) {
      incoming.end();
    }
  }

  private void take(Buffer chunk) {
    if (!read.future().isComplete()) {
      try {
        reader.read(chunk);
      } catch (ApiError malformed) {
        read.tryFail(malformed);
      }
    }
  }

  private String categoryText() {
    return Utf8.text(category.getBytes(), 0, category.length())
        .orElseThrow(() -> ApiError.badRequest("category is not UTF-8."));
  }

  private Future<Recording> finish() {
    if (!reader.over()) {
      throw ApiError.badRequest("The multipart body is incomplete.");
    }
    if (file == null) {
      throw ApiError.badRequest("The file part named file is missing.");
    }
    if (incoming.tooLarge()) {
      throw tooLarge();
    }
    if (category == null) {
      throw ApiError.badRequest("The text field category is missing.");
    }
    String fileName = Input.checkText("The file name", file.fileName(), 1, LONGEST_FILE_NAME);
    String checkedCategory =
        Input.checkText("category", categoryText(), 1, Recording.LONGEST_CATEGORY);
    String contentType =
        file.contentType() == null
            ? "application/octet-stream"
            : Input.checkText("The content type", file.contentType(), 1, LONGEST_FILE_NAME);
    return incoming
        .stored()
        .map(
            stored ->
                new Recording(
                    id,
                    fileName,
                    contentType,
                    checkedCategory,
                    incoming.bytes(),
                    incoming.sha256(),
                    Recording.STORED));
  }
}
