package io.openmeet.reference.recordings;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.database.Database;
import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.Api;
import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.ClientConnection;
import io.openmeet.reference.http.Input;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /recordings}: upload, read. */
public final class RecordingRoutes {
  private static final Pattern MULTIPART =
      Pattern.compile(
          "(?i)multipart/form-data\\s*;.*?boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*");

  /** The most bytes of part headers, boundaries and the category in a request. */
  private static final long FORM_BYTES = 64 << 10;

  private static final int STORING_THREADS = 2;
  private static final long EXPIRY_PERIOD_MS = 500;

  private static final int RECEIVED_AT_ONCE = 32;
  private static final long TURN_MS = 2_000;

  private final Recordings recordings;
  private final UploadQueue queue;
  private final RecordingFolder folder;
  private final WorkerExecutor workers;
  private final long mostBytes;
  private volatile boolean expiring;

  /**
   * @param folder for the recordings' bytes
   * @param mostBytes the size of the largest recording
   * @param mostBytesKept the oldest recordings above this total expire
   * @param keepData whether to keep the recordings that are in the folder
   */
  public RecordingRoutes(
      Vertx vertx,
      Database database,
      Path folder,
      long mostBytes,
      long mostBytesKept,
      boolean keepData)
      throws IOException {
    this.recordings = new Recordings(database);
    this.folder = RecordingFolder.open(folder, mostBytesKept, keepData);
    this.workers = vertx.createSharedWorkerExecutor("recordings", STORING_THREADS);
    this.queue = new UploadQueue(vertx, RECEIVED_AT_ONCE, TURN_MS);
    this.mostBytes = mostBytes;
    vertx.setPeriodic(EXPIRY_PERIOD_MS, timer -> expire());
  }

  public void mount(Api api) {
    api.securedStream(POST, "/recordings", this::upload);
    api.secured(GET, "/recordings/:id", this::read);
  }

  private Future<?> upload(RoutingContext context) {
    String boundary = boundary(context.request().getHeader(HttpHeaders.CONTENT_TYPE));
    refuseTooLarge(context);
    Principal caller = Principal.of(context);
    Upload upload =
        new Upload(
            context.request(),
            boundary,
            id -> new Incoming(context.request(), folder.incoming(id), mostBytes, workers));
    context.request().pause();
    ClientConnection connection = ClientConnection.of(context.request());
    connection.holdBack(true);
    return queue
        .enter()
        .compose(
            pass -> {
              connection.holdBack(false);
              return upload.receive().onComplete(done -> pass.leave());
            })
        .recover(failure -> Future.failedFuture(asAnswer(failure)))
        .compose(recording -> keep(recording, caller))
        .onSuccess(recording -> Answers.json(context, 201, recording.toJson()));
  }

  private Future<Recording> keep(Recording recording, Principal caller) {
    return workers
        .executeBlocking(
            () -> {
              folder.keep(recording.id(), recording.bytes());
              return recording;
            },
            false)
        .compose(kept -> recordings.add(kept, caller).map(kept));
  }

  private Future<?> read(RoutingContext context) {
    return recordings
        .read(Input.id(context, "recording"), Principal.of(context))
        .onSuccess(
            found ->
                found.ifPresentOrElse(
                    recording -> Answers.read(context, recording.toJson()),
                    () -> context.fail(ApiError.notFound("recording"))));
  }

  private static String boundary(String contentType) {
    Matcher matcher = MULTIPART.matcher(contentType == null ? "" : contentType);
    if (!matcher.matches()) {
      throw new ApiError(
          415,
          "unsupported_media_type",
          "A recording must be sent as multipart/form-data with a boundary.");
    }
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  private void refuseTooLarge(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && parse(length) > mostBytes + FORM_BYTES) {
      throw Upload.tooLarge();
    }
  }

  private static long parse(String length) {
    try {
      return Long.parseLong(length);
    } catch (NumberFormatException malformed) {
      throw ApiError.badRequest("The Content-Length is not a number.");
    }
  }

  private static Throwable asAnswer(Throwable failure) {
    boolean diskFull =
        failure instanceof IOException
            && String.valueOf(failure.getMessage()).contains("No space left");
    return diskFull
        ? new ApiError(507, "storage_full", "The disk for recordings is full.")
        : failure;
  }

  /**
   * Updates the database before it deletes the bytes: in the other order, an end of the API in
   * between would leave recordings marked as stored without bytes.
   */
  private void expire() {
    List<UUID> expired = folder.expired();
    if (!expired.isEmpty() && !expiring) {
      expiring = true;
      recordings
          .expire(expired)
          .compose(
              done ->
                  workers.executeBlocking(
                      () -> {
                        folder.drop(expired);
                        return null;
                      },
                      false))
          .onComplete(done -> expiring = false);
    }
  }
}
