package io.openmeet.reference.http;

/** An error answer. Any code that handles a request may throw it. */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  public ApiError(int status, String code, String message) {
    // No stack trace: this is an answer, not a failure of the server, and there may be thousands.
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  public static ApiError badRequest(String message) {
    return new ApiError(400, "bad_request", message);
  }

  public static ApiError unauthorized(String message) {
    return new ApiError(401, "unauthorized", message);
  }

  public static ApiError notFound(String what) {
    return new ApiError(404, "not_found", "There is no such " + what + ".");
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }
}
