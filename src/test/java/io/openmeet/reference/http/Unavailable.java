package io.openmeet.reference.http;

/** The database does not answer for now; the cause says why. It is answered 503. */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Unavailable(Throwable cause) {
    // No stack trace: during an outage everybody's request fails alike.
    super(cause.toString(), cause, false, false);
  }

  /** What the log says of it. */
  @Override
  public String toString() {
    return getMessage();
  }
}
