package io.openmeet.loadtest.simulationlog;

import java.io.IOException;

/** This project cannot read the file as a simulation log; the message says why. */
public final class UnreadableLogException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnreadableLogException(String message) {
    super(message);
  }
}
