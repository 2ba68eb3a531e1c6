package io.openmeet.loadtest.browser;

/** A simulation that needs a browser does not run; the message says why, as a clause. */
public final class NoBrowserException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoBrowserException(String reason) {
    super(reason);
  }
}
