package io.openmeet.reference.http;

/** The database does not answer now; the cause says why. The API answers 503. */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Unavailable(Throwable cause) {
    // No stack trace: during an outage all requests fail for the same reason.
    super(cause.toString(), cause, false, false);
  }

  /** The text for the log. */
  @Override
  public String toString() {
    return getMessage();
  }
}
