package io.openmeet.loadtest.simulationlog;

import java.io.IOException;

/** The file is not a simulation log that this project can read at all; the message says why. */
public final class UnreadableLogException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnreadableLogException(String message) {
    super(message);
  }
}
