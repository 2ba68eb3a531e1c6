package io.openmeet.loadtest.browser;

/** The browser, or a page in it, did not do what it was asked to do. */
public final class BrowserException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrowserException(String message) {
    super(message);
  }

  BrowserException(String message, Throwable cause) {
    super(message, cause);
  }
}
